import { axe, expect, test } from "./fixtures.ts";

/** A shared mapping moved with DONTUNMAP, which kernels before 5.13 refuse. */
const SHARED = "1.shared-mmap.0x10000000.4P.RW.SAF~store.shared.4P.-qA~to-mremap.shared.4P.4P.MD";

test("5.10 and 6.18 differ on a shared mapping, and the list leads there; axe finds nothing in light and dark", async ({
  page,
}) => {
  await page.goto(`./#/compare/${SHARED}~-k5_10/${SHARED}~-k6_18`);
  const list = page.getByRole("region", { name: "Differences" });
  const result = list.getByRole("button", { name: /3 · mremap result mremap .*EINVAL/ });
  await expect(result).toBeVisible();
  await result.click();
  await expect(result).toHaveAttribute("aria-current", "step");
  await expect(page.getByRole("region", { name: "Left run" })).toContainText("EINVAL");
  await expect(
    page.getByRole("button", { name: /^Linux 5.15: 0x.*other than on the kernel before/ }),
  ).toBeVisible();
  await expect(page).toHaveURL(/#\/compare\/.*-k5_10~-s3\/.*-k6_18~-s3$/);
  for (const colorScheme of ["light", "dark"] as const) {
    // One scheme after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.emulateMedia({ colorScheme });
    // oxlint-disable-next-line no-await-in-loop
    expect(await axe(page)).toEqual([]);
  }
  await page.getByRole("combobox", { name: "Kernel of the left run" }).selectOption("6.18");
  await expect(list).toContainText("Identical");
});

test("the move beside its copy by hand: bytes copied and frames; G outlines the other flag", async ({
  page,
}) => {
  await page.goto("./");
  const play = page.getByRole("slider", { name: "Place in the run" });
  await play.press("Home");
  for (let call = 0; call < 6; call += 1) {
    // Call after call.
    // oxlint-disable-next-line no-await-in-loop
    await play.press("Shift+ArrowRight");
  }
  await play.press("g");
  await expect(page.getByText("the old mapping would be gone")).toBeVisible();
  await play.press("g");
  await expect(page.getByText("the old mapping would be gone")).toBeHidden();
  await page.getByRole("button", { name: "Compare with memcpy" }).click();
  const right = page.getByRole("region", { name: "Right run" });
  await expect(right).toContainText("copied by hand");
  await page.getByRole("slider", { name: "Place in the run" }).press("End");
  const cells = (side: string) =>
    page
      .getByRole("table", { name: `Cost of the ${side} run` })
      .getByRole("row")
      .nth(2);
  await expect(cells("left")).toContainText(/4\s096/);
  await expect(cells("right")).toContainText(/36\s864/);
});

test("a program forks, goes on another way, and leads back to the trunk", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("button", { name: "Fork here" }).click();
  const branches = page.getByRole("list", { name: "Branches" });
  await expect(branches.getByRole("button", { name: "Go to Branch 1" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await page.getByRole("combobox", { name: "Kernel version" }).selectOption("5.4");
  await branches.getByRole("button", { name: "Go to Trunk" }).click();
  await expect(page.getByRole("combobox", { name: "Kernel version" })).toHaveValue("6.18");
  // What the tab remembers over a reload is written a moment after the last change.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const tab = sessionStorage.getItem("mremap-explorer.tab") ?? "";
        return tab.includes(`"link":"${location.hash.slice(1)}"`) && tab.includes('"kernel":null');
      }),
    )
    .toBe(true);
  await page.reload();
  await branches.getByRole("button", { name: "Compare Branch 1 with the trunk" }).click();
  await expect(page.getByRole("combobox", { name: "Kernel of the right run" })).toHaveValue("5.4");
  await expect(page.getByRole("region", { name: "Differences" })).toContainText("EINVAL");
});
