/** Every scenario in a frame of 720 by 405: picture, sentence and playback at once, at every call, and nothing scrolls. */
import { LIBRARY } from "#scenarios/library.ts";
import { expect, test } from "../fixtures.ts";
import { share } from "./scale.ts";

/** Pixels that a line with code in it may be higher than its box reckons. */
const ROUNDING = 1;

/** By how many pixels something is cut off or would scroll. */
const missing = (): number => {
  const by = (element: Element): readonly number[] => [
    element.scrollHeight - element.clientHeight,
    element.scrollWidth - element.clientWidth,
  ];
  const parts = [document.documentElement, ...document.querySelectorAll('[data-scrolls], [role="status"]')];
  const playback = document.querySelector("footer")?.getBoundingClientRect().bottom ?? Infinity;
  return Math.max(playback - innerHeight, ...parts.flatMap(by));
};

test("every scenario fits an embedded frame of 720 by 405", async ({ page }) => {
  test.skip(share === 0, "takes minutes: npm run soak");
  test.setTimeout(LIBRARY.length * 10_000);
  await page.setViewportSize({ width: 720, height: 405 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const tooLarge: string[] = [];
  for (const { id } of LIBRARY) {
    // One after the other.
    /* oxlint-disable no-await-in-loop */
    await page.goto("about:blank");
    await page.goto(`./?embed#s.-i${id}`);
    const playhead = page.getByRole("slider", { name: "Place in the run" });
    await expect(page.locator("[data-scrolls] svg").first()).toBeVisible();
    const calls = Number(await playhead.getAttribute("aria-valuemax"));
    for (let call = 0; call <= calls; call += 1) {
      const pixels = await page.evaluate(missing);
      if (pixels > ROUNDING) tooLarge.push(`${id}, call ${call}: ${pixels} pixels`);
      await page.keyboard.press("Shift+ArrowRight");
    }
    /* oxlint-enable no-await-in-loop */
  }
  expect(tooLarge).toEqual([]);
});
