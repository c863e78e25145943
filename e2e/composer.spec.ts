import { expect, test } from "./fixtures.ts";
import { button, composer, goToLine, line, openStill, sentence, slots } from "./workbench.ts";

test.beforeEach(async ({ page }) => {
  await openStill(page);
  await goToLine(page, 5);
});

test("the matrix tells all eight combinations of the flags", async ({ page }) => {
  const matrix = page.getByRole("group", { name: /^What each combination would do here/ });
  await expect(matrix.getByRole("button")).toHaveText([
    /^none\s*stays\s*same size$/,
    /^MAYMOVE\s*stays/,
    /^MAY FIXED\s*moves\s*heap gone$/,
    /^FIXED\s*EINVAL\s*no MAYMOVE$/,
    /^DONTUNMAP\s*EINVAL\s*no MAYMOVE$/,
    /^MAY DONT\s*moves\s*heap kept, empty$/,
    /^all three\s*moves\s*heap kept, empty$/,
    /^FIXED DONT\s*EINVAL\s*no MAYMOVE$/,
  ]);
});

test("the flag taken away changes the prediction, and put into the program the run", async ({ page }) => {
  const flag = composer(page).getByRole("button", { name: "MREMAP_DONTUNMAP" });
  await expect(composer(page).getByRole("status")).toHaveAccessibleName("heap kept, empty");
  await flag.click();
  await expect(flag).toHaveAttribute("aria-pressed", "false");
  await expect(composer(page).getByRole("status")).toHaveAccessibleName("heap gone");
  await expect(composer(page).getByRole("button", { name: /^MAY FIXED/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(line(page, 6)).toContainText("MREMAP_DONTUNMAP");
  await button(page, "Put into the program").click();
  await expect(line(page, 6)).not.toContainText("MREMAP_DONTUNMAP");
  await goToLine(page, 6);
  await expect(slots(page, "set", "0x5000")).toHaveCount(8);
  await expect(slots(page, "none")).toHaveCount(0);
  await expect(sentence(page)).not.toContainText("stays mapped");
});

test("a cell of the matrix composes its call; Undo takes it back", async ({ page }) => {
  const call = composer(page).getByRole("code").first();
  await composer(page)
    .getByRole("button", { name: /^FIXED EINVAL/ })
    .click();
  await expect(call).toContainText("8*PAGE, MREMAP_FIXED, 0x50000000");
  await expect(composer(page).getByRole("status")).toContainText("EINVAL");
  await button(page, "Undo").click();
  await expect(call).toContainText("MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP");
});

test("a size is changed by its buttons and by typing, and a wrong one is explained", async ({ page }) => {
  const size = page.getByRole("textbox", { name: "new_size" });
  await composer(page).getByRole("button", { name: "new_size: one page less" }).click();
  await expect(size).toHaveValue("7*PAGE");
  await expect(composer(page).getByRole("status")).toContainText("EINVAL");
  await size.fill("many");
  await expect(composer(page)).toContainText("Write pages (8*PAGE), bytes");
  await size.fill("8*PAGE");
  await expect(composer(page)).not.toContainText("Write pages (8*PAGE), bytes");
});
