import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";
import { button, composer, expectSource, part, programText, scenarios } from "./workbench.ts";

const BUILT = `map = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE, -1, 0)
store(map + PAGE, 2*PAGE, 'A')
mremap(map, 4*PAGE, 6*PAGE, 0)
to = mremap(map, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10006000)
`;

const stage = (page: Page) => part(page, "Stage");
const mapping = (page: Page, name: string) =>
  stage(page).getByRole("button", { name: new RegExp(`^Mapping ${name},`) });
const entry = (page: Page, address: string) =>
  stage(page).getByRole("button", { name: new RegExp(`^Entry of page ${address}:`) });

/** A program of one's own with nothing in it, and the stage ready for the hand. */
async function openEmpty(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  await expect(scenarios(page)).toBeVisible();
  const text = await programText(page);
  await text.fill("");
  await expectSource(text, "");
  await expect(mapping(page, "heap")).toHaveCount(0);
}

interface At {
  readonly x: number;
  readonly y: number;
}

async function drag(page: Page, from: At, to: At): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    // One key after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press(key);
  }
}

async function boxOf(target: ReturnType<typeof mapping>) {
  const box = await target.boundingBox();
  if (box === null) throw new Error("not drawn");
  return box;
}

test("a scenario built by dragging only", async ({ page }) => {
  await openEmpty(page);
  const picture = await boxOf(stage(page).locator("svg").first());
  const y = picture.y + 130;
  await drag(page, { x: picture.x + 25, y }, { x: picture.x + 25 + 4 * 30, y });
  await expect(mapping(page, "map")).toBeVisible();

  const [first, last] = [await boxOf(entry(page, "0x10001000")), await boxOf(entry(page, "0x10002000"))];
  await drag(page, { x: first.x + 5, y: first.y + 5 }, { x: last.x + 5, y: last.y + 5 });
  await button(page, "Touch").click();
  await expect(stage(page).getByRole("button", { name: /^Entry of page .*: set/ })).toHaveCount(2);

  const before = await boxOf(mapping(page, "map"));
  const pitch = (await boxOf(entry(page, "0x10002000"))).x - (await boxOf(entry(page, "0x10001000"))).x;
  const edge = { x: before.x + before.width - 3, y: before.y + 15 };
  await drag(page, edge, { x: edge.x + 2 * pitch + 3, y: edge.y });
  await expect(mapping(page, "map")).toHaveAccessibleName(/0x10000000 to 0x10006000/);

  const block = await boxOf(mapping(page, "map"));
  const grip = { x: block.x + 15, y: block.y + 15 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 20, grip.y, { steps: 3 });
  await expect(stage(page)).toContainText("EINVAL");
  await page.mouse.move(grip.x + block.width + 2, grip.y, { steps: 3 });
  await expect(stage(page)).toContainText("moves");
  await page.mouse.up();
  await expect(mapping(page, "to")).toBeVisible();
  await expectSource(await programText(page), BUILT);
});

test("the same scenario built by keys only, and told", async ({ page }) => {
  await openEmpty(page);
  await stage(page).locator("[tabindex='0']").first().focus();
  await page.keyboard.press("n");
  await expect(stage(page)).toContainText("A new mapping.");
  await page.keyboard.press("Enter");
  await expect(mapping(page, "map")).toBeFocused();

  await press(page, ["ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]);
  await expect(stage(page)).toContainText("2 pages chosen, from 0x10001000");
  await button(page, "Touch").focus();
  await page.keyboard.press("Enter");
  await expect(stage(page).getByRole("button", { name: /^Entry of page .*: set/ })).toHaveCount(2);

  await mapping(page, "map").focus();
  await press(page, ["r", "ArrowRight", "ArrowRight", "Enter"]);
  await expect(mapping(page, "map")).toHaveAccessibleName(/0x10000000 to 0x10006000/);
  await expect(mapping(page, "map")).toBeFocused();
  await press(page, ["m", "ArrowRight"]);
  await expect(stage(page)).toContainText("EINVAL");
  await page.keyboard.press("Escape");
  await press(page, ["m", "Shift+ArrowRight", "Enter"]);
  await expect(mapping(page, "to")).toBeFocused();
  await expectSource(await programText(page), BUILT);
});

/** Every row is made alike, and looking at all of them takes long. */
const MORE_ROWS = "tbody tr:nth-child(n + 4)";

test("a cell of the lattice opens in the composer, two as a comparison; axe in light and dark", async ({
  page,
}) => {
  await page.goto("./#/lattice");
  await expect(page.getByText("All 128 computed")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    // One scheme after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.emulateMedia({ colorScheme });
    // oxlint-disable-next-line no-await-in-loop
    expect(await axe(page, MORE_ROWS)).toEqual([]);
  }
  await page.getByRole("checkbox", { name: "Compare MAYMOVE, same size, No address" }).check();
  await page.getByRole("checkbox", { name: "Compare MAYMOVE | FIXED, same size, To a free place" }).check();
  await expect(page.getByRole("link", { name: "Compare the two" })).toHaveAttribute("href", /^#\/compare\/./);
  await page.getByRole("button", { name: /^MAYMOVE \| DONTUNMAP, double, No address: EINVAL/ }).click();
  await expect(composer(page).getByRole("code").first()).toContainText(
    "8*PAGE, 16*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP",
  );
});
