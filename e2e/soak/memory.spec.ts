/** The same scenario looping for ten minutes: what the page holds must not grow. Only in the soak. */
import type { CDPSession } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { share } from "./scale.ts";

/** Minutes from the start at which the heap is measured. */
const EARLY = 1;
const LATE = 10 * Math.min(1, share);
/** What may be held at the end, of what was held early. */
const GROWTH = 1.1;

const heap = async (session: CDPSession): Promise<number> => {
  // Twice: what the first collection finalizes, the second frees.
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
};

test(
  "after ten minutes of looping the heap is at most 1.1 times that after one",
  { tag: "@chromium" },
  async ({ page }) => {
    test.skip(share === 0, "takes minutes: npm run soak");
    const early = Math.min(EARLY, LATE / 2);
    test.setTimeout((LATE + 3) * 60_000);
    await page.goto("./");
    await expect(page.getByRole("combobox", { name: "Scenario" })).toBeVisible();
    const playback = page.getByRole("region", { name: "Playback" });
    const session = await page.context().newCDPSession(page);
    const begin = Date.now();
    const minutes = (): number => (Date.now() - begin) / 60_000;
    let loops = 0;
    const loop = async (): Promise<void> => {
      // To the start, and played until it stands: at its question or its end.
      await page.keyboard.press("Home");
      await playback.getByRole("button", { name: "Play", exact: true }).first().click();
      await expect(playback.getByRole("button", { name: "Pause", exact: true }).first()).toBeVisible();
      await expect(playback.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible({
        timeout: 60_000,
      });
      loops += 1;
    };
    const loopUntil = async (end: number): Promise<number> => {
      // oxlint-disable-next-line no-await-in-loop
      while (minutes() < end) await loop();
      return heap(session);
    };
    const before = await loopUntil(early);
    const after = await loopUntil(LATE);
    const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
    console.log(
      `heap: ${mebibytes(before)} after ${early} min, ${mebibytes(after)} after ${LATE} min, ${loops} loops`,
    );
    expect(after / before).toBeLessThanOrEqual(GROWTH);
  },
);
