import { expect, test } from "./fixtures.ts";
import { button, expectPlace, goToLine, openStill, part, playhead, slots } from "./workbench.ts";

test.beforeEach(async ({ page }) => {
  await openStill(page);
  await expectPlace(page, "start; 9 calls");
});

test("the buttons step on and back through the kernel's steps", async ({ page }) => {
  await expect(button(page, "One kernel step back")).toBeDisabled();
  await button(page, "One kernel step on").click();
  await expectPlace(page, /^call 1 of 9, mmap, \d+ percent$/);
  const there = await playhead(page).getAttribute("aria-valuetext");
  await button(page, "One kernel step on").click();
  await expect(playhead(page)).not.toHaveAttribute("aria-valuetext", there ?? "");
  await button(page, "One kernel step back").click();
  await expectPlace(page, there ?? "");
  await button(page, "To the start").click();
  await expectPlace(page, "start; 9 calls");
});

test("Shift with an arrow goes by calls, Home and End to the ends", async ({ page }) => {
  await page.keyboard.press("Shift+ArrowRight");
  await expectPlace(page, "after call 1 of 9, mmap");
  await page.keyboard.press("Shift+ArrowRight");
  await expectPlace(page, "after call 2 of 9, store");
  await page.keyboard.press("ArrowRight");
  await expectPlace(page, /^call 3 of 9, userfaultfd/);
  await page.keyboard.press("Shift+ArrowLeft");
  await expectPlace(page, "after call 2 of 9, store");
  await page.keyboard.press("Shift+ArrowLeft");
  await expectPlace(page, "after call 1 of 9, mmap");
  await page.keyboard.press("End");
  await expectPlace(page, "after call 9 of 9, load");
  await expect(button(page, "One kernel step on")).toBeDisabled();
  await page.keyboard.press("Home");
  await expectPlace(page, "start; 9 calls");
});

test("stepping back over the call puts every entry back", async ({ page }) => {
  await goToLine(page, 6);
  await expect(slots(page, "set", "0x5000")).toHaveCount(8);
  await page.keyboard.press("Shift+ArrowLeft");
  await expectPlace(page, "after call 5 of 9, REGISTER");
  await expect(slots(page, "set", "0x1000")).toHaveCount(8);
  await expect(slots(page, "set", "0x5000")).toHaveCount(0);
});

test("step by step there and back again meets the same places", async ({ page }) => {
  await goToLine(page, 5);
  const place = async (): Promise<string> => (await playhead(page).getAttribute("aria-valuetext")) ?? "";
  const seen = [await place()];
  for (let step = 0; step < 40 && !seen.at(-1)?.startsWith("after call 6"); step += 1) {
    await page.keyboard.press("ArrowRight");
    await expectPlace(page, /call 6 of 9/);
    seen.push(await place());
  }
  expect(seen.length).toBeGreaterThan(5);
  expect(new Set(seen).size).toBe(seen.length);
  for (const before of seen.toReversed().slice(1)) {
    await page.keyboard.press("ArrowLeft");
    await expectPlace(page, before);
  }
});

test("the playhead is moved by the keyboard where it has the focus", async ({ page }) => {
  await playhead(page).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(playhead(page)).toHaveAttribute("aria-valuenow", "1");
  await page.keyboard.press("End");
  await expect(playhead(page)).toHaveAttribute("aria-valuenow", "9");
  await expect(playhead(page)).toBeFocused();
});

test("dragging along the timeline scrubs, forwards and back", async ({ page }) => {
  // It comes after the first picture and stands beside the timeline.
  await expect(page.getByRole("button", { name: "Try all orders" })).toBeVisible();
  const box = await part(page, "Timeline").boundingBox();
  const head = await playhead(page).boundingBox();
  if (box === null || head === null) throw new Error("the timeline is not on the page");
  const left = head.x + head.width / 2;
  const width = box.x + box.width - left;
  const y = box.y + box.height / 2;
  await page.mouse.move(left + width * 0.2, y);
  await page.mouse.down();
  await expectPlace(page, /^call 2 of 9, store/);
  await page.mouse.move(left + width * 0.6, y, { steps: 4 });
  await expectPlace(page, /^call 6 of 9, mremap/);
  await page.mouse.move(left + width * 0.4, y, { steps: 4 });
  await expectPlace(page, /^call 4 of 9, API/);
  await page.mouse.up();
  await page.mouse.move(left + width * 0.8, y);
  await expectPlace(page, /^call 4 of 9, API/);
});

test("play runs on from where it stands, and pause holds it", async ({ page }) => {
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await button(page, "Play").click();
  await expectPlace(page, /^call 8 of 9/);
  await button(page, "Pause").click();
  await expect(button(page, "Play")).toBeVisible();
  const held = await playhead(page).getAttribute("aria-valuetext");
  await button(page, "One kernel step on").click();
  await expect(playhead(page)).not.toHaveAttribute("aria-valuetext", held ?? "");
});
