/** Measures what is seen: texts that are too small, cut off, over each other, or too faint. */
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { expectPlace, part, playhead, scenarios } from "./workbench.ts";

const SMALLEST = 11;
/** Boxes of text are taller than their letters: so much may overlap without letters touching. */
const SLACK = { x: 1, y: 4 };

/** What is wrong with the texts of the stage's pictures, and with the size of any text of the page. */
export const pictureFaults = (page: Page): Promise<string[]> =>
  part(page, "Stage").evaluate(
    (stage, { smallest, slack }) => {
      const found: string[] = [];
      const seen = { opacityProperty: true, visibilityProperty: true };
      const overlap = (one: DOMRect, other: DOMRect): boolean => {
        const x = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const y = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        return x > slack.x && y > slack.y;
      };
      for (const svg of stage.querySelectorAll("svg.stage, svg.zoom")) {
        const edge = svg.getBoundingClientRect();
        const pills = [...svg.querySelectorAll("rect.pill")]
          .filter((pill) => pill.checkVisibility(seen))
          .map((pill) => pill.getBoundingClientRect());
        const texts = [...svg.querySelectorAll("text")]
          .filter((text) => text.checkVisibility(seen))
          .map((text) => ({ text, words: text.textContent, box: text.getBoundingClientRect() }))
          .filter(({ words, box }) => words.trim() !== "" && box.width > 0);
        for (const [index, { text, words, box }] of texts.entries()) {
          const size = Number.parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
          if (size < smallest - 0.01) found.push(`${words}: ${size} px`);
          if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(`${words}: cut off`);
          if (box.top < edge.top - slack.y || box.bottom > edge.bottom + slack.y)
            found.push(`${words}: cut off`);
          for (const other of texts.slice(index + 1)) {
            if (overlap(box, other.box)) found.push(`${words} over ${other.words}`);
          }
          const middle = box.left + box.width / 2;
          for (const pill of pills) {
            const own = middle > pill.left && middle < pill.right;
            if (!own && overlap(box, pill)) found.push(`${words} over the edge of a pill`);
          }
        }
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const holder = node.parentElement;
        if (holder === null || node.textContent?.trim() === "" || holder.closest("svg, script") !== null)
          continue;
        if (!holder.checkVisibility(seen)) continue;
        const size = Number.parseFloat(getComputedStyle(holder).fontSize);
        if (size < smallest - 0.01) found.push(`${node.textContent}: ${size} px`);
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth > clientWidth)
        found.push(`the page scrolls sideways by ${scrollWidth - clientWidth} px`);
      return found;
    },
    { smallest: SMALLEST, slack: SLACK },
  );

const LEAST_CONTRAST = 4.5;

/**
 * Texts of the stage's pictures with too little contrast to the shape that lies right under their middle. Patterns
 * are not looked at: letters on them have a plain ground of their own.
 */
export const faintTexts = (page: Page): Promise<string[]> =>
  part(page, "Stage").evaluate((stage, least) => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number];
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const known = new Map<string, Colour>();
    const colourOf = (css: string): Colour => {
      const before = known.get(css);
      if (before !== undefined || pen === null) return before ?? [0, 0, 0, 0];
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      known.set(css, [red, green, blue, alpha / 255]);
      return [red, green, blue, alpha / 255];
    };
    const over = ([r, g, b, a]: Colour, [r2, g2, b2]: Colour): Colour => [
      r * a + r2 * (1 - a),
      g * a + g2 * (1 - a),
      b * a + b2 * (1 - a),
      1,
    ];
    const light = ([r, g, b]: Colour): number => {
      const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) =>
        value <= 10.3 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const opacityOf = (element: Element): number => {
      let product = 1;
      for (let at: Element | null = element; at !== null && at !== stage; at = at.parentElement)
        product *= Number(getComputedStyle(at).opacity);
      return product;
    };
    const filled = (element: Element): Colour => {
      const style = getComputedStyle(element);
      const [r, g, b, a] = colourOf(style.fill);
      return [r, g, b, a * Number(style.fillOpacity) * opacityOf(element)];
    };
    const groundOf = (element: Element | null): Colour => {
      if (element === null) return [255, 255, 255, 1];
      const own = colourOf(getComputedStyle(element).backgroundColor);
      return own[3] >= 1 ? own : over(own, groundOf(element.parentElement));
    };
    const found: string[] = [];
    for (const svg of stage.querySelectorAll<SVGSVGElement>("svg.stage, svg.zoom")) {
      const marks = [
        ...svg.querySelectorAll<SVGGraphicsElement>("rect, path, circle, polygon, ellipse, text"),
      ]
        .filter((mark) => mark.checkVisibility({ visibilityProperty: true }))
        .map((mark) => ({ mark, box: mark.getBoundingClientRect() }));
      const ground = groundOf(svg);
      for (const [index, { mark, box }] of marks.entries()) {
        if (mark.tagName !== "text" || mark.textContent.trim() === "" || opacityOf(mark) < 0.05) continue;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        let under = ground;
        for (const below of marks.slice(0, index)) {
          const inside =
            below.mark.tagName !== "text" &&
            x >= below.box.left &&
            x <= below.box.right &&
            y >= below.box.top &&
            y <= below.box.bottom;
          if (!inside || !/^(?:rgb|color)/.test(getComputedStyle(below.mark).fill)) continue;
          under = over(filled(below.mark), under);
        }
        const text = over(filled(mark), under);
        const [one, two] = [light(text), light(under)];
        const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        if (contrast < least)
          found.push(`${mark.textContent} (${mark.getAttribute("class")}): ${contrast.toFixed(2)}:1`);
      }
    }
    return found;
  }, LEAST_CONTRAST);

/** Opens a scenario and looks at the start and the end of every call of it; gives what was found, with the place. */
export async function atEveryCall(
  page: Page,
  id: string,
  look: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  // Away from the start: where this one opens can then be told from where the one before stands.
  await playhead(page).press("End");
  await expectPlace(page, /^after call/);
  await scenarios(page).selectOption(id);
  await expectPlace(page, /^start; /);
  const calls = Number(await playhead(page).getAttribute("aria-valuemax"));
  expect(calls, id).toBeGreaterThan(0);
  const found: string[] = [];
  for (let call = 1; call <= calls; call += 1) {
    await playhead(page).press("Shift+ArrowRight");
    await expect(playhead(page)).toHaveAttribute("aria-valuenow", String(call));
    let faults = await look(page);
    // What is still on its way in is looked at once more.
    if (faults.length > 0) {
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      faults = await look(page);
    }
    found.push(...new Set(faults.map((fault) => `${id} after call ${call}: ${fault}`)));
  }
  return found;
}
