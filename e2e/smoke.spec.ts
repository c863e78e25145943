import { axe, expect, test } from "./fixtures.ts";

test("the page opens, has a title and nothing axe objects to", async ({ page }) => {
  await page.goto("./");
  await expect(page).toHaveTitle(/mremap explorer/);
  await expect(page.locator("#root")).not.toBeEmpty();
  expect(await axe(page)).toEqual([]);
});
