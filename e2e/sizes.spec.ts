import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectPlace, FIRST_SIX, openStill, part, playhead, scenarios } from "./workbench.ts";

const SMALLEST = 11;
/** Boxes of text are taller than their letters: so much may overlap without letters touching. */
const SLACK = { x: 1, y: 4 };

/** What is wrong with the texts of the picture: too small, cut off by its edge, or over each other. */
const faults = (page: Page): Promise<string[]> =>
  part(page, "Stage")
    .locator("svg.stage")
    .evaluate(
      (svg, { smallest, slack }) => {
        const edge = svg.getBoundingClientRect();
        const found: string[] = [];
        const texts = [...svg.querySelectorAll("text")]
          .filter((text) => text.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
          .map((text) => ({ text, words: text.textContent, box: text.getBoundingClientRect() }))
          .filter(({ words, box }) => words.trim() !== "" && box.width > 0);
        for (const [index, { text, words, box }] of texts.entries()) {
          const size = Number.parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
          if (size < smallest - 0.01) found.push(`${words}: ${size} px`);
          if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(`${words}: cut off`);
          if (box.top < edge.top - slack.y || box.bottom > edge.bottom + slack.y)
            found.push(`${words}: cut off`);
          for (const other of texts.slice(index + 1)) {
            const x = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const y = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (x > slack.x && y > slack.y) found.push(`${words} over ${other.words}`);
          }
        }
        return found;
      },
      { smallest: SMALLEST, slack: SLACK },
    );

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

for (const size of SIZES) {
  test(`the first six scenarios fit ${size.width} pixels at every call`, async ({ page }) => {
    await page.setViewportSize(size);
    await openStill(page);
    for (const id of FIRST_SIX) {
      await scenarios(page).selectOption(id);
      await expectPlace(page, /^start; /);
      const calls = Number(await playhead(page).getAttribute("aria-valuemax"));
      expect(calls).toBeGreaterThan(1);
      for (let call = 1; call <= calls; call += 1) {
        await playhead(page).press("Shift+ArrowRight");
        await expect(playhead(page)).toHaveAttribute("aria-valuenow", String(call));
        await expect.poll(() => faults(page), `${id} after call ${call}`).toEqual([]);
      }
      expect(await sideways(page), id).toBe(0);
    }
  });
}

test("no tab of the phone scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStill(page);
  for (const tab of ["Program", "Story", "Kernel", "Details"]) {
    await page.getByRole("tab", { name: tab }).click();
    expect(await sideways(page), tab).toBe(0);
  }
});
