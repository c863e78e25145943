import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { button, expectPlace, openStill, part, question } from "./workbench.ts";

const MOST_STOPS = 80;

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test.beforeEach(({ page }) => openStill(page));

test("the first stop leads to the stage, and the page's keys work from there", async ({ page }) => {
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the stage" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expectPlace(page, "after call 1 of 9, mmap");
  await page.keyboard.press("Space");
  await expect(button(page, "Pause")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(button(page, "Play")).toBeVisible();
});

test("the question is answered without a mouse", async ({ page }) => {
  await tabTo(page, question(page).getByRole("radio").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "The same mapping, with no pages in it" })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(question(page)).toContainText("Right.");
});

test("arrows lead from mark to mark of the picture, Enter selects", async ({ page }) => {
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await tabTo(page, part(page, "Stage").getByRole("button").first());
  const focused = page.locator(":focus");
  const first = await focused.getAttribute("aria-label");
  await page.keyboard.press("ArrowDown");
  await expect(focused).not.toHaveAttribute("aria-label", first ?? "");
  await page.keyboard.press("Enter");
  await expect(part(page, /^Selected · /)).toBeVisible();
});

test("dialogs open and close by key, and give the focus back", async ({ page }) => {
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await tabTo(page, button(page, "Share"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Share this run" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button(page, "Share")).toBeFocused();
});

test("keys stay with the field that is written in", async ({ page }) => {
  const field = page.getByRole("textbox", { name: "old_address" });
  await tabTo(page, field);
  await page.keyboard.press("End");
  await page.keyboard.press("?");
  await expect(field).toHaveValue("heap?");
  await expectPlace(page, "start; 9 calls");
  await expect(page.getByRole("dialog")).toBeHidden();
});
