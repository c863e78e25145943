import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { choose, expectPlace, openStill, playhead, scenarios } from "./workbench.ts";

/** How bright the page's ground is, from 0 to 255. */
const brightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 3;
  });

test("with motion as the system has it the page starts by itself", async ({ page }) => {
  await page.clock.install();
  await page.goto("./");
  await expect(scenarios(page)).toBeVisible();
  await page.clock.runFor(500);
  await expect(playhead(page)).not.toHaveAttribute("aria-valuenow", "0");
});

test("where the system reduces motion nothing starts by itself", async ({ page }) => {
  await page.clock.install();
  await openStill(page);
  await page.clock.runFor(500);
  await expectPlace(page, "start; 9 calls");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("motion reduced by the reader is remembered", async ({ page }) => {
  await openStill(page);
  await choose(page, "Reduced: no travel, nothing starts by itself");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.clock.install();
  await page.reload();
  await expect(scenarios(page)).toBeVisible();
  await page.clock.runFor(500);
  await expectPlace(page, "start; 9 calls");
});

test("light and dark follow the system until one is chosen", async ({ page }) => {
  await openStill(page);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => brightness(page)).toBeLessThan(60);
  await choose(page, "Light");
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
  await page.reload();
  await expect(scenarios(page)).toBeVisible();
  await expect.poll(() => brightness(page)).toBeGreaterThan(200);
});
