import { axe, expect, test } from "./fixtures.ts";

test("a cell of the grid opens its call on its kernel; axe finds nothing in light and dark", async ({
  page,
}) => {
  await page.goto("./#/changes/matrix");
  const cell = page.getByRole("button", {
    name: "MREMAP_DONTUNMAP of shared memory, 5.10.223: EINVAL. Open",
  });
  await expect(cell).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    // One scheme after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.emulateMedia({ colorScheme });
    // oxlint-disable-next-line no-await-in-loop
    expect(await axe(page)).toEqual([]);
  }
  await cell.click();
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("dontunmap-shared");
  await expect(page.getByRole("combobox", { name: "Kernel version" })).toHaveValue("5.10");
});

test("a change is found, and both its sides are played", async ({ page }) => {
  await page.goto("./#/changes");
  await page.getByRole("button", { name: "Bugs only" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "VmLck doubles" });
  await expect(row).toContainText("VmLck is 16 kB");
  await expect(row).toContainText("VmLck is 32 kB");
  expect(await axe(page)).toEqual([]);
  await row.getByRole("button", { name: /^Open on Linux 6.16/ }).click();
  await expect(page.getByRole("combobox", { name: "Kernel version" })).toHaveValue("6.16");
});
