/**
 * What the page's own thread does for a picture while a move plays: script, style, layout and paint of every frame,
 * read from a trace. Raster is left out: without a graphics card it says nothing.
 */
import type { Browser, Page } from "playwright";
import { withSite } from "./site.ts";
import { framesProgram } from "./framesProgram.ts";

interface FrameFigures {
  /** Milliseconds of work a frame: the middle one, the worst of twenty, the worst. */
  readonly middle: number;
  readonly high: number;
  readonly worst: number;
  readonly frames: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
}

const SLOWDOWNS = [1, 4];
/** How long a move may take, in milliseconds. */
const PATIENCE = 120_000;
const SCRUBS = 12;

/** Work of the thread that draws, between one picture and the next. */
const framesOf = (events: readonly TraceEvent[]): readonly number[] => {
  const begins = events.filter(({ name }) => name === "BeginMainThreadFrame");
  const [main] = begins;
  if (main === undefined) return [];
  const tasks = events.filter(
    ({ name, ph, tid, pid }) => name === "RunTask" && ph === "X" && tid === main.tid && pid === main.pid,
  );
  const starts = begins.map(({ ts }) => ts).toSorted((a, b) => a - b);
  return starts.slice(0, -1).map((start, i) => {
    const end = starts[i + 1] ?? start;
    const within = tasks.filter(({ ts, dur = 0 }) => ts + dur > start && ts < end);
    return within.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;
  });
};

const CATEGORIES = [
  "toplevel",
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "devtools.timeline.frame",
  "disabled-by-default-devtools.timeline.frame",
];

const traced = async (page: Page, what: () => Promise<void>): Promise<readonly TraceEvent[]> => {
  const browser = page.context().browser();
  if (browser === null) return [];
  await browser.startTracing(page, { categories: CATEGORIES });
  await what();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return trace.traceEvents;
};

const figuresOf = (frames: readonly number[]): FrameFigures => {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { middle: at(0.5), high: at(0.95), worst: at(1), frames: sorted.length };
};

const playing = async (page: Page): Promise<FrameFigures> => {
  const play = page.getByRole("button", { name: "Play", exact: true }).first();
  const events = await traced(page, async () => {
    await play.click();
    // All of it: at its end the run stands, and may be played again.
    await page.getByRole("button", { name: "Pause", exact: true }).first().waitFor();
    await play.waitFor({ timeout: PATIENCE });
  });
  return figuresOf(framesOf(events));
};

/** Milliseconds from a key press on the timeline to the picture of it: the middle one of several. */
const scrubbing = async (page: Page): Promise<number> => {
  const playhead = page.getByRole("slider", { name: "Place in the run" });
  await playhead.focus();
  const times: number[] = [];
  for (let i = 0; i < SCRUBS; i += 1) {
    // One after the other is what is measured.
    // oxlint-disable-next-line no-await-in-loop
    const time = await playhead.evaluate(
      async (slider, key) => {
        const start = performance.now();
        slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        await new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        });
        return performance.now() - start;
      },
      i % 2 === 0 ? "ArrowLeft" : "ArrowRight",
    );
    times.push(time);
  }
  return times.toSorted((a, b) => a - b)[SCRUBS / 2] ?? 0;
};

const measured = async (browser: Browser, url: string, slowdown: number): Promise<string> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  const session = await page.context().newCDPSession(page);
  await page.goto(url);
  await page.getByRole("button", { name: "Play", exact: true }).first().waitFor();
  // What comes after the first picture shall not be measured with the move.
  await page.waitForLoadState("networkidle");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const { middle, high, worst, frames } = await playing(page);
  const scrub = await scrubbing(page);
  await page.close();
  const cells = [middle, high, worst, scrub].map((value) => `${value.toFixed(1)} ms`.padStart(10));
  return `${`${slowdown}x`.padStart(4)} ${String(frames).padStart(7)} ${cells.join(" ")}`;
};

/** Moves of growing size on the stage of the built page. */
const SIZES: readonly (readonly [words: string, pages: number])[] = [
  ["8 pages", 8],
  ["512 pages", 512],
  ["65,536 pages", 65_536],
  ["64 GiB", 2 ** 24],
];

/** Prints a table of frame times while a move plays, row by row. Needs the page in dist/. */
export const printFrames = (root: string, outDir = "dist", sizes = SIZES): Promise<void> =>
  withSite(root, outDir, async (browser, address) => {
    const head = "work a frame while a move plays".padEnd(40);
    console.log(`\n${head}  CPU  frames     middle  95 of 100      worst      scrub`);
    for (const [words, pages] of sizes) {
      for (const slowdown of SLOWDOWNS) {
        // Two at once would measure each other.
        // oxlint-disable-next-line no-await-in-loop
        const row = await measured(browser, `${address}#${framesProgram(pages)}`, slowdown);
        console.log(`${words.padEnd(40)} ${row}`);
      }
    }
  });
