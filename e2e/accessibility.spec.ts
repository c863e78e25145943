import { axe, expect, test } from "./fixtures.ts";
import { runs } from "./soak/scale.ts";
import {
  button,
  choose,
  goToLine,
  kernels,
  openStill,
  program,
  programText,
  showTable,
} from "./workbench.ts";

/** What the buttons that open a dialog are called. */
const DIALOGS = [/^Keys$/, /^Share$/, /^Theme and motion$/, /^matches real Linux/];
const THEMES = ["Light", "Dark", "Projector: large, high contrast"];

for (const theme of THEMES) {
  const name = theme.split(":")[0] ?? theme;

  test(`axe finds nothing in picture and table: ${name}`, async ({ page }) => {
    await openStill(page);
    await choose(page, theme);
    await goToLine(page, 6);
    expect(await axe(page)).toEqual([]);
    await showTable(page);
    expect(await axe(page)).toEqual([]);
  });

  test(`axe finds nothing in a failed call and a broken program: ${name}`, async ({ page }) => {
    await openStill(page);
    await choose(page, theme);
    await kernels(page).selectOption("5.4");
    await goToLine(page, 6);
    await button(page, "Just show me").click();
    await (await programText(page)).fill("load(\n");
    await expect(program(page)).toContainText(/Line \d+, column \d+: /);
    expect(await axe(page)).toEqual([]);
  });

  for (const [index, opener] of DIALOGS.entries()) {
    // A dialog in every theme takes minutes: the soak does that, and here each has one.
    if (runs(0, 1) === 0 && index % THEMES.length !== THEMES.indexOf(theme)) continue;
    test(`axe finds nothing in the dialog behind ${opener.source}: ${name}`, async ({ page }) => {
      await openStill(page);
      await choose(page, theme);
      await page.getByRole("button", { name: opener }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  }
}

test("axe finds nothing on a phone, on any of its tabs", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStill(page);
  for (const tab of ["Program", "Story", "Kernel", "Details"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
    expect(await axe(page), tab).toEqual([]);
  }
});

test("axe finds nothing at the width where details are in a drawer", async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await openStill(page);
  await button(page, "Kernel and details").click();
  await expect(page.getByRole("complementary", { name: "Kernel and details" })).toBeVisible();
  expect(await axe(page)).toEqual([]);
});
