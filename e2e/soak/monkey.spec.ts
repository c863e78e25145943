/** Keys and pointer at random. The page must log no error, stay inside its site, and go on answering. */
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { SEED, runs } from "./scale.ts";

const ACTIONS = runs(100, 10_000);

/** Numbers in [0, 1) from a seed (mulberry32): a failure is repeated by its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const KEYS = [
  "Tab",
  "Shift+Tab",
  "Enter",
  "Space",
  "Escape",
  "ArrowRight",
  "ArrowLeft",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "Delete",
  "Backspace",
  "Control+a",
  "Control+z",
  "?",
  "f",
  "0",
  "9",
  "PageDown",
];

const TEXTS = ["heap", "mremap(", "0x", "-1", "\n", "MREMAP_", "// ", "9".repeat(30), "‮", "{"];

type Act = (page: Page, next: () => number) => Promise<unknown>;

const pick = <T>(list: readonly T[], next: () => number, otherwise: T): T =>
  list[Math.floor(next() * list.length)] ?? otherwise;

const place = (page: Page, next: () => number): [number, number] => {
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  return [next() * width, next() * height];
};

const press: Act = (page, next) => page.keyboard.press(pick(KEYS, next, "Tab"));
const type: Act = (page, next) => page.keyboard.type(pick(TEXTS, next, "x"));
const click: Act = (page, next) => page.mouse.click(...place(page, next));
const wheel: Act = (page, next) => page.mouse.wheel(0, (next() - 0.5) * 2000);
const drag: Act = async (page, next) => {
  await page.mouse.move(...place(page, next));
  await page.mouse.down();
  await page.mouse.move(...place(page, next), { steps: 4 });
  await page.mouse.up();
};
/** A control that can be seen, whatever it is: blind clicks find the small ones too rarely. */
const control: Act = async (page, next) => {
  const share = next();
  const spot = await page.evaluate((where) => {
    const seen = [...document.querySelectorAll("button, select, input, [role=button], summary")].flatMap(
      (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const inside = width > 0 && y >= 0 && y + height <= innerHeight && x >= 0 && x + width <= innerWidth;
        return inside ? [[x + width / 2, y + height / 2] as const] : [];
      },
    );
    return seen[Math.floor(where * seen.length)] ?? null;
  }, share);
  if (spot !== null) await page.mouse.click(...spot);
};

const ACTS: readonly Act[] = [press, press, type, click, wheel, drag, control, control, control, control];

test("ten thousand random actions, or a slice of them, leave the page whole", async ({ page }) => {
  test.setTimeout(ACTIONS * 1000 + 60_000);
  page.on("dialog", (dialog) => void dialog.dismiss());
  const next = random(SEED);
  await page.goto("./");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  const home = new URL(page.url()).origin;
  for (let done = 0; done < ACTIONS; done += 1) {
    await pick(ACTS, next, press)(page, next);
    expect(new URL(page.url()).origin, `after action ${done} of seed ${SEED}`).toBe(home);
  }
  // Whatever is open closes, and the workbench answers.
  await page.goto("./?again");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  await expect(page.getByText("could not be shown")).toHaveCount(0);
});
