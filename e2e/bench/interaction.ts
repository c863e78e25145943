/**
 * How long a reader waits: milliseconds from a key or a click until the frame after it has been drawn. And the longest
 * task of the page's thread in every built-in scenario, with the processor slowed down four times.
 */
import type { Browser, Page } from "playwright";
import { LIBRARY } from "#scenarios/library.ts";
import { openWhole, withSite } from "./site.ts";

const SLOWDOWNS = [1, 4];
const TRIES = 9;
/** A thread that works longer than this at once keeps the reader waiting. */
const LONG = 50;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Presses a key on an element; the time until the next frame has been drawn. */
const pressed = (page: Page, selector: string, key: string): Promise<number> =>
  page.evaluate(
    async ([where, which]) => {
      const element = document.querySelector<HTMLElement>(where) ?? document.body;
      const start = performance.now();
      element.dispatchEvent(new KeyboardEvent("keydown", { key: which, bubbles: true }));
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      });
      return performance.now() - start;
    },
    [selector, key] as const,
  );

/** Several times one after the other, the middle one counts. */
const often = async (act: (index: number) => Promise<number>): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < TRIES; index += 1) {
    // One after the other is what is measured.
    // oxlint-disable-next-line no-await-in-loop
    times.push(await act(index));
  }
  return median(times);
};

const PLAYHEAD = '[role="slider"][aria-label="Place in the run"]';

const stepping = (page: Page): Promise<number> =>
  often((index) => pressed(page, "body", index % 2 === 0 ? "ArrowRight" : "ArrowLeft"));

const scrubbing = (page: Page): Promise<number> =>
  often((index) => pressed(page, PLAYHEAD, index % 2 === 0 ? "ArrowLeft" : "ArrowRight"));

/** A flag of the composed call taken or left: the call, its prediction and the matrix of combinations are made anew. */
const combining = (page: Page): Promise<number> =>
  often(() =>
    page.evaluate(async () => {
      const flag = [...document.querySelectorAll("label, button")].find(({ textContent }) =>
        textContent.includes("MREMAP_DONTUNMAP"),
      );
      const start = performance.now();
      if (flag instanceof HTMLElement) flag.click();
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      });
      return flag === undefined ? Number.NaN : performance.now() - start;
    }),
  );

/** A letter typed at the end of the program, until its results stand. */
const editing = async (page: Page): Promise<number> => {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const editor = page.locator('[contenteditable][aria-label="Program text"]');
  await editor.click();
  await page.keyboard.press("Control+End");
  return often(async () => {
    const start = performance.now();
    await page.keyboard.type(" ");
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        }),
    );
    return performance.now() - start;
  });
};

/** From the click on “Try all orders” until the page has its heading and first outcome. */
const ordering = async (page: Page): Promise<number> => {
  const start = performance.now();
  await page.getByRole("button", { name: "Try all orders" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Try all orders" }).waitFor();
  return performance.now() - start;
};

/** Steps through a scenario to its end; the longest task meanwhile, in milliseconds. */
const longestTask = async (page: Page, id: string): Promise<number> =>
  page.evaluate(
    async ([scenario, playhead]) => {
      let longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      const rest = (milliseconds: number): Promise<unknown> =>
        new Promise((resolve) => {
          setTimeout(resolve, milliseconds);
        });
      const picker = document.querySelector<HTMLSelectElement>('select[aria-label="Scenario"]');
      if (picker === null) return Number.NaN;
      picker.value = scenario;
      picker.dispatchEvent(new Event("change", { bubbles: true }));
      await rest(400);
      observer.observe({ type: "longtask" });
      const slider = document.querySelector<HTMLElement>(playhead);
      const calls = Number(slider?.getAttribute("aria-valuemax") ?? 0);
      for (let call = 0; call < calls; call += 1) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
        // oxlint-disable-next-line no-await-in-loop
        await rest(30);
      }
      await rest(100);
      observer.disconnect();
      return longest;
    },
    [id, PLAYHEAD] as const,
  );

const ms = (value: number): string => (Number.isNaN(value) ? "–" : `${value.toFixed(1)} ms`).padStart(12);

const printRows = async (browser: Browser, address: string): Promise<void> => {
  console.log(
    `\n${"until the answer is painted".padEnd(40)}  CPU         step        scrub       matrix         edit       orders`,
  );
  for (const slowdown of SLOWDOWNS) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await openWhole(browser, address, slowdown);
    const cells: number[] = [];
    for (const measure of [stepping, scrubbing, combining, editing, ordering]) {
      // oxlint-disable-next-line no-await-in-loop
      cells.push(await measure(page));
    }
    console.log(`${"first scenario".padEnd(40)} ${`${slowdown}x`.padStart(4)} ${cells.map(ms).join(" ")}`);
    // oxlint-disable-next-line no-await-in-loop
    await page.close();
  }
};

const printTasks = async (browser: Browser, address: string): Promise<void> => {
  const page = await openWhole(browser, address, 4);
  const tasks: (readonly [id: string, longest: number])[] = [];
  for (const { id } of LIBRARY) {
    // oxlint-disable-next-line no-await-in-loop
    tasks.push([id, await longestTask(page, id)]);
  }
  await page.close();
  const over = tasks.filter(([, longest]) => longest > LONG).toSorted(([, a], [, b]) => b - a);
  const some = over.slice(0, 5).map(([id, longest]) => `${id} ${longest.toFixed(0)} ms`);
  console.log(
    `scenarios with a task over ${LONG} ms while stepping, 4x: ${over.length} of ${tasks.length} ${some.join(", ")}`,
  );
};

/** Prints what a reader waits for, and the long tasks. Needs the page in dist/. */
export const printInteraction = (root: string, outDir = "dist"): Promise<void> =>
  withSite(root, outDir, async (browser, address) => {
    await printRows(browser, address);
    await printTasks(browser, address);
  });
