import { axe, expect, test } from "./fixtures.ts";
import { choose, goToLine, openStill, part, scenarios } from "./workbench.ts";

test("the page tables as a tree: read by keyboard, as a list, and without fault in dark", async ({
  page,
}) => {
  await openStill(page);
  await goToLine(page, 6);
  await page.getByText("Page tables", { exact: true }).click();
  const stage = part(page, "Stage");
  const root = stage.getByRole("button", { name: /^PGD table, the whole address space: 1 entry set/ });
  await root.focus();
  await root.press("ArrowRight");
  await expect(stage.getByRole("button", { name: /^PUD table, from 0x0: 2 entries set/ })).toBeFocused();
  const emptied = stage.getByRole("button", {
    name: /^PTE table, maps 0x10000000 .*\(heap\): 0 entries set/,
  });
  await emptied.focus();
  await emptied.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(stage.getByRole("button", { name: /^Entry of page 0x50000000: frame/ })).toBeFocused();
  await stage.getByText("The tables as a list").click();
  await expect(stage.getByRole("listitem").filter({ hasText: /^PTE table, maps 0x50000000/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await choose(page, "Dark");
  expect(await axe(page)).toEqual([]);
});

test("side lanes are there where they say something: cost, TLB, threads", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 6);
  await expect(
    part(page, "Cost").getByRole("row", { name: /^entries touched in move_ptes 8 16$/ }),
  ).toBeVisible();
  await expect(part(page, "TLB").getByRole("row", { name: /8 pages.*flushed in move_ptes/ })).toBeVisible();
  await goToLine(page, 7);
  await expect(part(page, "Threads").getByRole("listitem").filter({ hasText: "native" })).toBeVisible();
  await scenarios(page).selectOption("shrink");
  await expect(part(page, "Threads")).toHaveCount(0);
  await expect(part(page, "userfaultfd")).toHaveCount(0);
});

test("Enter pins an entry; the details keep to it, bit by bit, until it is let go", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 2);
  const entry = part(page, "Stage").getByRole("button", { name: /^Entry of page 0x10001000: set/ });
  await entry.focus();
  await entry.press("Enter");
  const details = part(page, /^Selected · frame/);
  await expect(details).toContainText("writable");
  await expect(details.getByRole("button", { name: "1000 1000" })).toBeVisible();
  await part(page, "Stage")
    .getByRole("button", { name: /^Mapping heap/ })
    .focus();
  await expect(details).toBeVisible();
  await details.getByRole("button", { name: "Let go of what is pinned" }).click();
  await expect(details).toHaveCount(0);
});
