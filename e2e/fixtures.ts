/**
 * The test every spec uses. A spec fails when the page logs an error or throws, and when it asks
 * anything of another origin, whatever else the spec checks.
 */
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export const test = base.extend<{ quietPage: void }>({
  quietPage: [
    async ({ context, baseURL }, use) => {
      const home = new URL(baseURL ?? "http://127.0.0.1").origin;
      const problems: string[] = [];
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
      await use();
      expect(problems, "errors of the page, and requests to other origins").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** The WCAG 2.2 AA violations axe sees on the page as it is now, short enough to read in a failure. */
export async function axe(page: Page): Promise<{ rule: string; help: string; nodes: string[] }[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    nodes: nodes.map((node) => node.target.join(" ")),
  }));
}
