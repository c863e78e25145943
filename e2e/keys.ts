/** Going through a page by keyboard alone. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** Goes on by Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 60; i += 1) {
    // Each press follows from where the last one led.
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press("Tab");
    // oxlint-disable-next-line no-await-in-loop
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

export const press = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
};

export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
/** What a walkthrough says to an answer. */
export const verdict = (page: Page): Locator => page.getByRole("region", { name: "Your answer" });
