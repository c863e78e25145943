import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";

const searchField = (page: Page) => page.getByRole("searchbox", { name: "Search" });
const cards = (page: Page) => page.getByRole("main").getByRole("listitem");

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Library" }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveText("Library");
}

test("a question finds its scenario, and the keyboard opens it", async ({ page }) => {
  await page.goto("./");
  await openLibrary(page);
  await page.keyboard.press("/");
  await page.keyboard.type("why does growing fail with gigabytes free?");
  const first = cards(page).first();
  await expect(first).toContainText("Blocked, then allowed to move");
  await expect(first).toContainText("ENOMEM");
  await expect(first).toContainText("moves");
  await first.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("blocked-then-moved");
  await expect(page.locator("#stage")).toBeFocused();
  // Whoever comes back finds the list as it was.
  await openLibrary(page);
  await expect(searchField(page)).toHaveValue(/gigabytes/);
});

test("filters narrow the list and can be taken away", async ({ page }) => {
  await page.goto("./");
  await openLibrary(page);
  const all = await cards(page).count();
  expect(all).toBeGreaterThanOrEqual(60);
  await page.getByRole("combobox", { name: "Errno or signal" }).selectOption("EPERM");
  await expect.poll(() => cards(page).count()).toBeLessThan(all);
  for (const card of await cards(page).all()) await expect(card).toContainText("EPERM");
  await page.getByRole("button", { name: "Differs by version" }).click();
  for (const card of await cards(page).all()) await expect(card).toContainText("differs:");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(cards(page)).toHaveCount(all);
  await page.getByRole("button", { name: /^userfaultfd, / }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("userfaultfd");
});

test("a scenario opens on the kernel that was chosen", async ({ page }) => {
  await page.goto("./");
  await openLibrary(page);
  await page.getByRole("combobox", { name: "Kernel" }).selectOption("5.10");
  await searchField(page).fill("Failed, and gone");
  await cards(page).first().getByRole("button").click();
  await expect(page.getByRole("combobox", { name: "Kernel version" })).toHaveValue("5.10");
});

test("Escape and Back lead to the work that was left, with its link and the focus", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("combobox", { name: "Scenario" }).selectOption("shrink");
  await expect.poll(() => new URL(page.url()).hash).not.toBe("");
  const link = page.url();
  await openLibrary(page);
  expect(new URL(page.url()).hash).toBe("#/library");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Library" })).toBeFocused();
  expect(page.url()).toBe(link);
  await openLibrary(page);
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("shrink");
  expect(page.url()).toBe(link);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("shrink");
  await expect.poll(() => page.url()).toBe(link);
});

test("a page has an address of its own, and closing it leads to the workbench", async ({ page }) => {
  await page.goto("./#/library");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Scenario" })).toBeVisible();
});

for (const [name, width, colorScheme] of [
  ["wide and light", 1440, "light"],
  ["wide and dark", 1440, "dark"],
  ["on a phone", 390, "light"],
] as const) {
  test(`axe has nothing to object to, and nothing scrolls sideways: ${name}`, async ({ otherPage }) => {
    const page = await otherPage({ viewport: { width, height: 844 }, colorScheme, reducedMotion: "reduce" });
    await page.goto("./#/library");
    await expect(page.locator("svg[viewBox='0 0 318 88']").first()).toBeVisible();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
}
