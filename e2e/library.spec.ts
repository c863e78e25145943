import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Library" }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveText("Library");
}

test("Escape and Back lead to the work that was left, with its link and the focus", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("combobox", { name: "Scenario" }).selectOption("shrink");
  await openLibrary(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Library" })).toBeFocused();
  await openLibrary(page);
  // The link of the work is written while the library is open; the workbench must not take it for another's.
  await expect.poll(() => new URL(page.url()).hash).not.toBe("");
  const link = page.url();
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("shrink");
  expect(page.url()).toBe(link);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("shrink");
});
