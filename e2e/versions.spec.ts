import { expect, test } from "./fixtures.ts";
import {
  composer,
  goToLine,
  kernelPanel,
  kernels,
  line,
  openStill,
  part,
  scenarios,
  sentence,
  slots,
} from "./workbench.ts";

test.beforeEach(({ page }) => openStill(page));

test("5.4 does not know the flag: EINVAL with the reason, and nothing has moved", async ({ page }) => {
  await kernels(page).selectOption("5.4");
  await goToLine(page, 6);
  await expect(line(page, 6)).toContainText("EINVAL");
  await expect(sentence(page)).toContainText("Linux 5.4 does not know MREMAP_DONTUNMAP");
  await expect(sentence(page)).toContainText("it came with Linux 5.7");
  const failure = kernelPanel(page).getByRole("heading", { name: "mremap fails with EINVAL" });
  await expect(failure).toBeVisible();
  await expect(slots(page, "set", "0x1000")).toHaveCount(8);
  await expect(slots(page, "set")).toHaveCount(8);
  await expect(page.getByRole("button", { name: /not recorded on .*5\.4/ })).toBeVisible();
});

for (const kernel of ["v3", "5.10", "7.3"]) {
  test(`${kernel} carries the eight entries`, async ({ page }) => {
    await kernels(page).selectOption(kernel);
    await goToLine(page, 6);
    await expect(line(page, 6)).toContainText("0x50000000)0x50000000");
    await expect(slots(page, "none", "0x1000")).toHaveCount(8);
    await expect(slots(page, "set", "0x5000")).toHaveCount(8);
  });
}

test("the patch of January 2020 wants FIXED, and the page says why", async ({ page }) => {
  await goToLine(page, 5);
  const cell = composer(page).getByRole("button", { name: /^MAY DONT/ });
  await expect(cell).toContainText("moves");
  await kernels(page).selectOption("v3");
  await goToLine(page, 5);
  await expect(cell).toContainText("EINVAL");
  await cell.click();
  await expect(composer(page).getByRole("status")).toContainText(
    "In the patch of January 2020 MREMAP_DONTUNMAP needs MREMAP_FIXED",
  );
});

test("the version changes how one call ends, at the same step", async ({ page }) => {
  await scenarios(page).selectOption("january-needs-fixed");
  await goToLine(page, 3);
  await kernels(page).selectOption("v3");
  await goToLine(page, 3);
  await expect(line(page, 3)).toContainText("EINVAL");
  await kernels(page).selectOption("5.10");
  await goToLine(page, 3);
  await expect(line(page, 3)).not.toContainText("EINVAL");
  await expect(part(page, "Stage")).toContainText("2 entries moved");
});
