/** Texts at all sizes and in all themes: a slice of the library here, all of it in the soak. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { atEveryCall, faintTexts, pictureFaults } from "./pictureFaults.ts";
import { runs, SEED } from "./soak/scale.ts";
import { choose, openStill, scenarios } from "./workbench.ts";

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];
const THEMES = ["Light", "Dark", "Projector: large, high contrast", "Print", "Forced colours"];

const ALL = runs(0, 1) > 0;
/** Scenarios of a test: every so many of the library in the soak, two by the seed otherwise. */
const SHARES = ALL ? [0, 1, 2, 3] : [0];

const chosen = async (page: Page, share: number, salt: number): Promise<readonly string[]> => {
  const options = scenarios(page).getByRole("option");
  // The catalogue comes after the first picture.
  await expect.poll(() => options.count()).toBeGreaterThan(60);
  const ids = await options.evaluateAll((all) => all.map((option) => option.getAttribute("value") ?? ""));
  const played = ids.filter((id) => id !== "/");
  if (ALL) return played.filter((_, index) => index % SHARES.length === share);
  return [SEED + salt * 37, SEED + salt * 37 + 61].map((at) => played[at % played.length] ?? "");
};

const lookThrough = async (
  page: Page,
  ids: readonly string[],
  look: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const id of ids) found.push(...(await atEveryCall(page, id, look)));
  return found;
};

for (const [salt, size] of SIZES.entries()) {
  for (const share of SHARES) {
    test(`texts fit ${size.width} pixels at every call, ${share + 1} of ${SHARES.length}`, async ({
      page,
    }) => {
      if (ALL) test.setTimeout(30 * 60_000);
      await page.setViewportSize(size);
      await openStill(page);
      expect(await lookThrough(page, await chosen(page, share, salt), pictureFaults)).toEqual([]);
    });
  }
}

/** Brings a theme; two of them are the browser's, not the page's. */
const wear = async (page: Page, theme: string): Promise<void> => {
  if (theme === "Print") await page.emulateMedia({ media: "print" });
  else if (theme === "Forced colours") await page.emulateMedia({ forcedColors: "active" });
  else await choose(page, theme);
};

for (const theme of THEMES) {
  for (const share of SHARES) {
    test(`texts of the picture stand out in ${theme}, ${share + 1} of ${SHARES.length}`, async ({ page }) => {
      if (ALL) test.setTimeout(30 * 60_000);
      await openStill(page);
      const ids = await chosen(page, share, 5);
      await wear(page, theme);
      expect(await lookThrough(page, ALL ? ids : ids.slice(0, 1), faintTexts)).toEqual([]);
    });
  }
}

test("no tab of the phone scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStill(page);
  for (const tab of ["Program", "Story", "Kernel", "Details"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect.poll(() => pictureFaults(page), tab).toEqual([]);
  }
});
