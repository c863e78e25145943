import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";
import { button, openStill, part, programText, scenarios } from "./workbench.ts";

const result = (page: Page) => part(page, "What came of it");

/** Opens the page of all orders from beside the timeline. */
async function openOrders(page: Page, scenario: string): Promise<void> {
  await scenarios(page).selectOption(scenario);
  await part(page, "Playback").getByRole("button", { name: "Try all orders" }).click();
  await expect(page.getByRole("heading", { name: "Try all orders" })).toBeFocused();
}

test("the window is found without the flag and opened, and is in no order with it", async ({ page }) => {
  await openStill(page);
  await openOrders(page, "window");
  await button(page, "Try all orders").click();
  await expect(result(page)).toContainText("All 6 orders tried");
  const stolen = result(page).getByRole("listitem").filter({ hasText: "gets the address of heap" });
  await expect(stolen.filter({ hasText: "fails with EEXIST" }).first()).toContainText("2 of 6 orders");
  for (const colorScheme of ["light", "dark"] as const) {
    // One scheme after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.emulateMedia({ colorScheme });
    // oxlint-disable-next-line no-await-in-loop
    expect(await axe(page)).toEqual([]);
  }
  await button(page, "Open an order with outcome 1").click();
  await expect(page.locator("#stage")).toBeVisible();
  await openOrders(page, "window-closed");
  await button(page, "Try all orders").click();
  await expect(result(page)).toContainText("A mapping lands where another has been");
  await expect(result(page)).toContainText("All 6 orders tried");
  await expect(result(page)).not.toContainText("gets the address of heap");
  await expect(result(page).getByText("in no order")).toHaveCount(6);
});

test("a call moved by keyboard moves in the program, and keeps behind its own thread’s", async ({ page }) => {
  await openStill(page);
  await openOrders(page, "window");
  const call = (place: number) =>
    page.getByRole("button", { name: new RegExp(`^${place}\\. gc: again = mmap`) });
  await call(4).focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(call(3)).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(call(2)).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByText("The calls of gc keep their own order.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(await programText(page)).toContainText(
    /thread gc: to = mremap.*thread gc: again = mmap.*thread native: other = mmap.*thread native: store/s,
  );
});
