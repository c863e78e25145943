/** What a screen reader is given, and what remains at 320 pixels: 1280 pixels enlarged four times. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { goToLine, openStill, sentence, showTable } from "./workbench.ts";

test("the sentence says what the step did, and the table holds what the picture shows", async ({ page }) => {
  await openStill(page);
  await goToLine(page, 2);
  await expect(sentence(page)).toMatchAriaSnapshot(`
    - status:
      - text: "8 page faults: 8 frames allocated and written in"
      - strong: heap
  `);
  const table = await showTable(page);
  await expect(table).toMatchAriaSnapshot(`
    - table "Memory at this step, page by page":
      - rowgroup:
        - row /.*/:
          - columnheader
      - rowgroup:
        - row /1000 0000|0x10000000/
  `);
});

/** What reaches past the edges although nothing around it scrolls, and controls that are too small to hit. */
const faults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} pixels wide`] : [];
    const controls = [...document.querySelectorAll("button, select, summary, [role=tab]")].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        control.closest("svg, .sr-only") === null,
    );
    const small = controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      const name = control.getAttribute("aria-label") ?? control.textContent;
      return width > 1 && height > 1 && Math.min(width, height) < 24 - 0.5
        ? [`${name}: ${width.toFixed(0)} by ${height.toFixed(0)}`]
        : [];
    });
    return [...wide, ...small];
  });

const PAGES = ["library", "walks", "changes", "compare", "import", "language", "author", "handout"];

test("at 320 pixels nothing scrolls sideways, and every control can be hit", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openStill(page);
  for (const tab of ["Program", "Story", "Kernel", "Details"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect.poll(() => faults(page), { message: tab }).toEqual([]);
  }
  for (const name of PAGES) {
    await page.evaluate((route) => {
      location.hash = `#/${route}`;
    }, name);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => faults(page), { message: name }).toEqual([]);
  }
});

test("at no width between phone and screen the workbench scrolls sideways", async ({ page }) => {
  await openStill(page);
  for (const width of [760, 900, 1099, 1100, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(wide, { message: `${width} pixels` }).toBe(0);
  }
});
