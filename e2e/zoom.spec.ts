import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";
import { button, choose, openStill, part, scenarios } from "./workbench.ts";

/** 1 GiB of A with a guard in its sixth page, about to be moved to 0x1080000000. */
const GIB =
  "1..memory.256.GiB~.thp.never~heap-mmap.0x1000000000.1GiB.RW.PAF~store.heap.1GiB.-qA~madvise.0x1000005000.PAGE.guard_install~moved-mremap.heap.1GiB.1GiB.MF.0x1080000000~-s3";

const openGib = async (page: Page): Promise<void> => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`./#${GIB}`);
};

test("from the whole address space to one page and out again, by keyboard; the table goes the same way", async ({
  page,
}) => {
  await openGib(page);
  const stage = part(page, "Stage");
  const path = stage.getByRole("navigation", { name: "Level of the page tables" });
  const here = path.locator("[aria-current]");
  await expect(here).toHaveText("1 GiB");
  await path.getByRole("button", { name: /^Whole address space/ }).click();
  await expect(stage.getByText("1 cell = 134,217,728 pages (512 GiB)").first()).toBeVisible();
  const cells = stage.getByRole("application", { name: /^Cells of the page tables/ });
  await cells.focus();
  await page.keyboard.press("Enter");
  await expect(here).toHaveText("512 GiB");
  // 64 cells of 1 GiB on.
  await button(page, "Zoom out").click();
  await button(page, "Fit").click();
  await cells.focus();
  await page.keyboard.press("Enter");
  await expect(here).toHaveText("2 MiB");
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowRight");
  await expect(stage.getByText("0x1000005000, 1 page, 1 mapping: 1 guard marker")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(here).toHaveText("page");
  for (const size of ["2 MiB", "1 GiB", "512 GiB", "128 TiB"]) {
    await page.keyboard.press("Escape");
    await expect(here).toHaveText(size);
  }
  await button(page, "Fit").click();
  await stage.getByText("Table", { exact: true }).click();
  const first = stage.getByRole("row").filter({ hasText: "511 frame" });
  await expect(first).toContainText("1 guard marker");
  await first.getByRole("button", { name: "Go into 0x1000000000" }).click();
  await expect(here).toHaveText("2 MiB");
  await stage.getByText("Levels", { exact: true }).click();
  await expect(here).toHaveText("2 MiB");
  expect(await axe(page)).toEqual([]);
  await choose(page, "Dark");
  expect(await axe(page)).toEqual([]);
});

test("true scale is a choice that is kept", async ({ page }) => {
  await openStill(page);
  await scenarios(page).selectOption("grow-in-place");
  const toggle = button(page, "True scale");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await expect(part(page, "Stage").getByText(/true scale: 1 pixel/)).toBeVisible();
  await page.reload();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await toggle.click();
  await expect(part(page, "Stage").getByText(/true scale: 1 pixel/)).toHaveCount(0);
});
