/**
 * How long a scenario takes to open: milliseconds from its choice in the picker until its question and its stage have
 * been painted, over the whole library.
 */
import type { Browser, Page } from "playwright";
import { LIBRARY } from "#scenarios/library.ts";
import { openWhole, withSite } from "./site.ts";

const SLOWDOWNS = [1, 4];
/** "At once". */
const LIMIT = 100;

interface Opened {
  readonly id: string;
  readonly milliseconds: number;
}

/** Chooses a scenario; the time until a frame with its question has been painted. NaN: it never came. */
const opening = (page: Page, id: string, prompt: string): Promise<number> =>
  page.evaluate(
    async ([scenario, asked]) => {
      const patience = 5000;
      const painted = (): Promise<unknown> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        });
      const picker = document.querySelector<HTMLSelectElement>('select[aria-label="Scenario"]');
      if (picker === null) return Number.NaN;
      await painted();
      const start = performance.now();
      picker.value = scenario;
      picker.dispatchEvent(new Event("change", { bubbles: true }));
      while (performance.now() - start < patience) {
        // Frame after frame.
        // oxlint-disable-next-line no-await-in-loop
        await painted();
        const card = document.querySelector('[aria-label="Before you watch"]');
        if (card?.textContent.includes(asked) === true) return performance.now() - start;
      }
      return Number.NaN;
    },
    [id, prompt] as const,
  );

const openAll = async (page: Page): Promise<readonly Opened[]> => {
  const all: Opened[] = [];
  for (const { id, question } of LIBRARY) {
    if (question === null) continue;
    // One after the other is what is measured.
    // oxlint-disable-next-line no-await-in-loop
    const milliseconds = await opening(page, id, question.prompt.replaceAll("`", ""));
    all.push({ id, milliseconds });
  }
  return all;
};

const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(10);

const line = (what: string, all: readonly Opened[]): string => {
  const sorted = all.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const at = (share: number): Opened | undefined =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const over = all.filter(({ milliseconds }) => !(milliseconds <= LIMIT));
  const cells = [at(0.5), at(0.95), at(1)].map((one) => ms(one?.milliseconds ?? Number.NaN));
  return `${what.padEnd(46)} ${cells.join(" ")}  ${at(1)?.id ?? ""}; ${over.length} of ${all.length} over ${LIMIT} ms`;
};

const measure = async (browser: Browser, address: string, rate: number): Promise<void> => {
  const page = await openWhole(browser, address, rate);
  console.log(line(`a scenario opens, its chapter fetched, ${rate}x`, await openAll(page)));
  console.log(line(`a scenario opens again, ${rate}x`, await openAll(page)));
  await page.close();
};

/** Prints how fast the library opens. Needs the page in dist/. */
export const printOpening = (root: string, outDir = "dist"): Promise<void> =>
  withSite(root, outDir, async (browser, address) => {
    const heads = ["middle", "95th", "worst"].map((head) => head.padStart(10));
    console.log(`\n${"until question and stage are painted".padEnd(46)} ${heads.join(" ")}`);
    for (const rate of SLOWDOWNS) {
      // oxlint-disable-next-line no-await-in-loop
      await measure(browser, address, rate);
    }
  });
