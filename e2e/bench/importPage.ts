/**
 * A log of a million lines in the built page: how quickly its worker reads it, and what the page's own thread does
 * meanwhile and while the reader looks through it. Work is counted in time of the thread, so that a busy machine
 * changes little.
 */
import { once } from "node:events";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { withSite } from "./site.ts";
import { generatedLog } from "./straceBench.ts";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time of the thread that it took, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface ImportFigures {
  readonly linesPerSecond: number;
  /** Milliseconds of the longest task of the page's own thread. */
  readonly longest: number;
}

const LINES = 1_000_000;
const PATIENCE = 600_000;
const MAIN_THREAD = "CrRendererMain";

const written = async (path: string, memory: number): Promise<void> => {
  const file = createWriteStream(path);
  for (const piece of generatedLog(LINES, memory)) {
    // A million lines are not to be in memory at once.
    // oxlint-disable-next-line no-await-in-loop
    if (!file.write(piece)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
};

const longestTask = (events: readonly TraceEvent[]): number => {
  const named = events.filter(({ name, args }) => name === "thread_name" && args?.name === MAIN_THREAD);
  const main = new Set(named.map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = events.filter(({ name, ph, pid, tid }) => {
    return name.endsWith("RunTask") && ph === "X" && main.has(`${pid}/${tid}`);
  });
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
};

/** What a reader does with a log: has it read, scrolls, searches, looks at a call. */
const lookThrough = async (page: Page, path: string): Promise<number> => {
  await page.locator("input[type=file]").first().setInputFiles(path);
  const facts = page.getByText(/threads?, read in /);
  await facts.waitFor({ timeout: PATIENCE });
  const seconds = Number(/read in ([\d.]+) s/.exec((await facts.textContent()) ?? "")?.[1]);
  const list = page.getByRole("listbox", { name: "Lines of the log" });
  await list.getByRole("option").first().waitFor();
  await list.press("End");
  await page.getByRole("combobox", { name: "Verdict" }).selectOption("");
  await page.getByRole("searchbox", { name: "Text or address" }).fill("mremap");
  await list.getByRole("option").first().click();
  await page.getByRole("region", { name: /^Line / }).waitFor({ timeout: PATIENCE });
  return seconds;
};

const measured = async (browser: Browser, url: string, path: string): Promise<ImportFigures> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  await page.goto(`${url}#/import`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  // What comes after the first picture shall not be measured with the log.
  await page.waitForLoadState("networkidle");
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  const seconds = await lookThrough(page, path);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await page.close();
  return { linesPerSecond: LINES / seconds, longest: longestTask(trace.traceEvents) };
};

/** Prints a row for each sort of log. Needs the page in dist/. */
export async function printImports(root: string, outDir = "dist"): Promise<void> {
  const folder = join(root, "node_modules/.cache/bench-log");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "trace.strace");
  try {
    await withSite(root, outDir, async (browser, address) => {
      console.log(`\n${"the same in the page".padEnd(56)} lines a second  longest task of the page`);
      for (const memory of [1, 5]) {
        // One after the other: they are measured.
        // oxlint-disable-next-line no-await-in-loop
        await written(path, memory);
        // oxlint-disable-next-line no-await-in-loop
        const { linesPerSecond, longest } = await measured(browser, address, path);
        const what = `read and replayed, ${memory} of 10 lines calls on memory`.padEnd(56);
        const speed = Math.round(linesPerSecond).toLocaleString("en").padStart(14);
        console.log(`${what} ${speed} ${longest.toFixed(1).padStart(21)} ms`);
      }
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
