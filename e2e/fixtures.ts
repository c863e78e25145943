/**
 * The test every spec uses. A spec fails when a page logs an error or throws, and when it asks anything of
 * another origin, whatever else the spec checks.
 */
import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import axeCore from "axe-core";

interface Fixtures {
  /** What went wrong in the pages of this test so far. */
  problems: string[];
  watch: (context: BrowserContext) => void;
  /** A page in a context of its own, as another person opens it: nothing stored, and watched as well. */
  otherPage: (options?: BrowserContextOptions) => Promise<Page>;
  quiet: void;
}

export const test = base.extend<Fixtures>({
  problems: async ({}, use) => {
    const problems: string[] = [];
    await use(problems);
    expect(problems, "errors of the page, and requests to other origins").toEqual([]);
  },

  watch: async ({ baseURL, problems }, use) => {
    const home = new URL(baseURL ?? "http://127.0.0.1").origin;
    await use((context) => {
      context.on("console", (message) => {
        if (message.type() === "error") problems.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => problems.push(`page error: ${error.error().message}`));
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== home) {
          problems.push(`request to another origin: ${url.href}`);
        }
      });
    });
  },

  otherPage: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  quiet: [
    async ({ context, watch }, use) => {
      watch(context);
      await use();
    },
    { auto: true },
  ],
});

export { expect };

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** What the page has to pass to look at itself: axe, put there by its own source. */
type WithAxe = typeof globalThis & { readonly axe: typeof axeCore };

/**
 * The WCAG 2.2 AA violations axe sees on the page as it is now, short enough to read in a failure. It runs in the
 * page itself: Playwright's builder fetches its results by way of a second page, which takes four times as long.
 * @param without selector of what is left out, since something like it is looked at
 */
export async function axe(
  page: Page,
  without?: string,
): Promise<{ rule: string; help: string; nodes: string[] }[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  const violations = await page.evaluate(
    async ([tags, exclude]) => {
      const { axe: here } = globalThis as WithAxe;
      const context = exclude === undefined ? document : { exclude: [exclude] };
      const found = await here.run(context, {
        runOnly: { type: "tag", values: [...tags] },
        resultTypes: ["violations"],
      });
      return found.violations;
    },
    [TAGS, without] as const,
  );
  return violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    nodes: nodes.map((node) => node.target.join(" ")),
  }));
}
