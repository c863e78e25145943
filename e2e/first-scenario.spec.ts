import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  button,
  expectPlace,
  firstVisit,
  goToLine,
  kernelPanel,
  line,
  openStill,
  part,
  sentence,
  showTable,
  slots,
} from "./workbench.ts";

const SENTENCE =
  "8 entries moved from heap, 0x10000000, to 0x50000000; frames unchanged. Bytes copied: 0. " +
  "The old range stays mapped, and is empty.";

/** One column of the rows of a mapping. */
const column = async (table: Locator, mapping: string, index: number): Promise<string[]> =>
  table
    .getByRole("row")
    .filter({ has: table.page().getByRole("cell", { name: mapping, exact: true }) })
    .evaluateAll((rows, at) => rows.map((row) => row.children[at]?.textContent ?? ""), index);

const [SLOT, FRAME] = [2, 3];
const eight = (value: string): string[] => Array.from({ length: 8 }, () => value);

/** The places of the frames of the picture, by their names. */
const framesOf = (page: Page): Promise<string[]> =>
  part(page, "Stage")
    .getByRole("button", { name: /^Frame/ })
    .evaluateAll((frames) =>
      frames.map((frame) => {
        const { x, y } = frame.getBoundingClientRect();
        return `${frame.getAttribute("aria-label")?.split(",")[0]} ${Math.round(x)} ${Math.round(y)}`;
      }),
    );

test("played to the end, the call has carried the entries and says so", async ({ page }) => {
  await firstVisit(page);
  await expect(slots(page, "set", "0x1000")).toHaveCount(8);
  await button(page, "Just show me").click();
  await expect(line(page, 6)).toContainText("0x50000000)0x50000000");
  // It plays on, and says other things by now.
  await goToLine(page, 6);
  await expect(sentence(page)).toHaveText(SENTENCE);
});

test("the source is hollow, the destination has the eight entries", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 6);
  await expect(sentence(page)).toHaveText(SENTENCE);
  await expect(slots(page, "none", "0x1000")).toHaveCount(8);
  await expect(slots(page, "set", "0x5000")).toHaveCount(8);
  await expect(slots(page, "set")).toHaveCount(8);
  const mapping = part(page, "Stage").getByRole("button", { name: /^Mapping heap/ });
  await expect(mapping).toHaveAccessibleName(/rw-p anon, 0 of 8 entries set, uffd 3/);
});

test("frames stay where they are, and the table says the same as the picture", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 5);
  const places = await framesOf(page);
  expect(places).toHaveLength(8);
  await goToLine(page, 6);
  await expect.poll(() => framesOf(page)).toEqual(places);
  const table = await showTable(page);
  await expect.poll(() => column(table, "heap", SLOT)).toEqual(eight("none"));
  expect(await column(table, "heap", FRAME)).toEqual(eight(""));
  expect(await column(table, "to", SLOT)).toEqual(eight("frame"));
  const after = await column(table, "to", FRAME);
  await goToLine(page, 5);
  await expect.poll(() => column(table, "heap", FRAME)).toEqual(after);
  expect(new Set(after).size).toBe(8);
});

test("results stand at the ends of the lines that have run, and only there", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 3);
  await expect(line(page, 1)).toContainText(/-1, 0\)0x10000000$/);
  await expect(line(page, 3)).toContainText(/O_NONBLOCK\)3$/);
  await expect(line(page, 4)).toContainText(/features=0\}\)$/);
  await goToLine(page, 6);
  await expect(line(page, 4)).toContainText(/features=0\}\)0$/);
});

test("the kernel's functions are listed in the order in which they run", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 6);
  const functions = kernelPanel(page).getByRole("listitem");
  await expect(functions.filter({ hasText: /^move_ptes/ })).toContainText("8 / 8");
  const names = (await functions.allInnerTexts()).map((text) => text.split(/\s/)[0]);
  const order = ["mremap", "check_mremap_params", "move_vma", "move_page_tables", "dontunmap_complete"];
  expect(names.filter((name) => order.includes(name ?? ""))).toEqual(order);
});

test("the thread that touches the old heap sleeps until the collector answers", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 6);
  await page.keyboard.press("Shift+ArrowRight");
  await expect(line(page, 7)).toContainText("sleeps");
  await expect(sentence(page)).toContainText("sleeps");
  await goToLine(page, 8);
  await expect(slots(page, "set", "0x10002000")).toHaveCount(1);
  await expect(slots(page, "none", "0x1000")).toHaveCount(7);
  await page.keyboard.press("End");
  await expectPlace(page, "after call 9 of 9, load");
});
