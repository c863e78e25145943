/** The page about the language: parts, themes, and the way from an example into the workbench. */
import { axe, expect, test } from "./fixtures.ts";
import { expectPlace, line } from "./workbench.ts";

test("an example shows what the engine gives, and opens in the workbench", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./#/language");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How it is written");
  const example = page.getByRole("figure", { name: "Example: What should come back" });
  await expect(example.getByRole("listitem").nth(1)).toContainText("EINVAL");
  expect(await axe(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("link", { name: "The machine" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "overcommit" })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Open in the workbench: overcommit" }).click();
  await expect(line(page, 1)).toContainText("overcommit 2");
  await expectPlace(page, "start; 1 call");
});
