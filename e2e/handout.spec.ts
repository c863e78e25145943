import { axe, expect, test } from "./fixtures.ts";

test("a run goes on paper, with its results or with room for a student’s own", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  await page.getByRole("combobox", { name: "Scenario" }).selectOption("shrink");
  await page.getByRole("button", { name: "Explore" }).click();
  await page.getByRole("button", { name: /^Hand-out/ }).click();
  const calls = page.getByRole("main").getByRole("listitem");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Shrink");
  await expect(page.getByRole("img", { name: "Memory after call 1" })).toBeVisible();
  const count = await calls.count();
  await expect(calls.last()).toContainText(/Result\s*\S/);
  expect(await axe(page)).toEqual([]);
  const question = page.getByText("Six pages hold data; the mapping shrinks to two.");
  await expect(question).toHaveCount(0);
  await page.getByText("Worksheet", { exact: true }).click();
  await expect(question).toBeVisible();
  await expect(page.getByText("4 frames", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("img", { name: /^Memory after/ })).toHaveCount(0);
  await expect(calls).toHaveCount(count);
  expect(new URL(page.url()).hash).toBe("#/handout/worksheet");
  await page.getByText("Worksheet with answers", { exact: true }).click();
  await expect(page.getByText("4 frames", { exact: true })).toBeVisible();
  // On paper there is the sheet alone, in light colours whatever the theme.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});
