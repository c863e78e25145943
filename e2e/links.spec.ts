import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectSource, openStill, programText, sourceIn } from "./workbench.ts";

/** Two calls and a step: what a person could type into the address bar. */
const LINK = "#1.heap-mmap.0x10000000.2P.RW.PAF~store.heap.2P.-qA~-tSent_to_you~-k6_1~-s1";

const fragment = (page: Page): string => new URL(page.url()).hash;

test("a link opens the program on the kernel that it names, as a visitor's copy", async ({ page }) => {
  await page.goto(`./${LINK}`);
  await expect(page.getByText("You are looking at a program from a link.")).toBeVisible();
  await expect(page.getByLabel("Kernel version")).toHaveValue("6.1");
  await page.getByRole("button", { name: "Keep a copy" }).click();
  await expect(page.getByText("You are looking at a program from a link.")).toBeHidden();
});

test("an edit survives a reload and opens elsewhere by its link", async ({ page, otherPage }) => {
  await page.goto(`./${LINK}`);
  const text = await programText(page);
  const edited = `${await sourceIn(text)}load(heap, PAGE) // mine\n`;
  await text.fill(edited);
  await expect.poll(() => fragment(page)).toContain("load.heap.PAGE.-Cmine");
  await page.reload();
  await expectSource(await programText(page), edited);
  const elsewhere = await otherPage();
  await elsewhere.goto(page.url());
  await expectSource(await programText(elsewhere), edited);
});

test("a broken link explains itself and opens the start page", async ({ page }) => {
  await page.goto("./#7.made-later");
  await expect(page.getByRole("alert")).toContainText("newer version");
  await expect(page.getByLabel("Scenario").first()).toHaveValue("java-heap");
});

test("a link that is opened over one's own work leaves that work alone", async ({ page }) => {
  // A run that plays may redraw the field between selecting and typing.
  await openStill(page);
  const text = await programText(page);
  await text.fill("load(0x1000, 1) // mine\n");
  await expect.poll(() => fragment(page)).toContain("-Cmine");
  await page.evaluate((link) => {
    location.hash = link;
  }, LINK);
  await page.getByRole("button", { name: "Back to mine" }).click();
  await expectSource(await programText(page), "load(0x1000, 1) // mine\n");
});
