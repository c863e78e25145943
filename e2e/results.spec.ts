import { axe, expect, test } from "./fixtures.ts";
import { button, choose, composer, goToLine, kernels, line, openStill } from "./workbench.ts";

test("a result explains itself: rule, kernel function and versions, to the pointer and to the keyboard", async ({
  page,
}) => {
  await openStill(page);
  await kernels(page).selectOption("5.4");
  await goToLine(page, 6);
  await button(page, "Just show me").click();
  await goToLine(page, 6);
  const card = page.getByRole("tooltip");
  const chip = line(page, 6).getByRole("button", { name: "EINVAL, result of call 6" });

  await chip.hover();
  await expect(card).toContainText("Decided in");
  await expect(card).toContainText("5.10 – 7.3");
  await expect(chip).toHaveAccessibleDescription(/MREMAP_DONTUNMAP/);
  for (const theme of ["Dark", "Light"]) {
    await choose(page, theme);
    await chip.focus();
    await page.keyboard.press("Enter");
    await expect(card).toContainText("5.10 – 7.3");
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(chip).toBeFocused();
  }

  const cell = composer(page).getByRole("button", { name: /^FIXED EINVAL/ });
  await cell.hover();
  await expect(card).toContainText("Every kernel here");
});
