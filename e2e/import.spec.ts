import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";

const folder = "e2e/logs/sqlite-mmap";
const lines = (page: Page) => page.getByRole("listbox", { name: "Lines of the log" }).getByRole("option");

test("a pasted log is replayed, searched, and a call opens in the workbench", async ({ page }) => {
  await page.goto("./#/import");
  await expect(page.getByText("Nothing leaves the browser.")).toBeVisible();
  await page.getByLabel("Log", { exact: true }).fill(readFileSync(`${folder}/trace.strace`, "utf8"));
  await page
    .getByLabel("Mappings at the start (optional)")
    .fill(readFileSync(`${folder}/initial.maps`, "utf8"));
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText("85 of 85 calls on memory agree")).toBeVisible();
  await expect(page.getByRole("button", { name: /8 mremap calls, 0 predicted otherwise/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Call" }).selectOption("mremap");
  await expect(lines(page)).toHaveCount(8);
  // By keyboard: to the list, down, and choose.
  await page.getByRole("listbox", { name: "Lines of the log" }).press("ArrowDown");
  await page.keyboard.press("Enter");
  const detail = page.getByRole("region", { name: /^Line / });
  await expect(detail.getByRole("heading", { name: "Mappings around it, before" })).toBeVisible();
  await detail.getByRole("button", { name: "Open in the workbench" }).click();
  await expect(page.getByText("Yours is kept.")).toBeVisible();
  await expect(page.locator("#stage")).toBeFocused();
  // Whoever comes back finds the log as it was.
  await page.getByRole("button", { name: "Explore" }).click();
  await page.getByRole("button", { name: /^Import a log/ }).click();
  await expect(page.getByText("85 of 85 calls on memory agree")).toBeVisible();
});

test("files dropped while the page still comes are told apart, and lines are found by errno", async ({
  page,
}) => {
  let come = (): void => undefined;
  const dropped = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/ImportPage*.js", async (route) => {
    await dropped;
    await route.continue();
  });
  await page.goto("./#/import");
  await expect(page.getByText(/^Fetching/)).toBeVisible();
  const files = ["initial.maps", "trace.strace", "final.maps"].map(
    (file) => [file, readFileSync(`e2e/logs/python-startup/${file}`, "utf8")] as const,
  );
  const dataTransfer = await page.evaluateHandle((brought) => {
    const data = new DataTransfer();
    for (const [name, text] of brought) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.locator("body").dispatchEvent("drop", { dataTransfer });
  come();
  await expect(page.getByText("110 of 110 calls on memory agree")).toBeVisible();
  await expect(page.getByText(/the engine has the same mappings as the file/)).toBeVisible();
  await page.getByRole("combobox", { name: "Verdict" }).selectOption("");
  await page.getByRole("combobox", { name: "Errno or signal" }).selectOption("ENOENT");
  await expect(lines(page).first()).toContainText("ENOENT");
  await page.getByRole("searchbox", { name: "Text or address" }).fill("no such text anywhere");
  await expect(page.getByText("No line fits.")).toBeVisible();
});

test("a line that cannot be read keeps its place; what the C program printed is explained", async ({
  page,
}) => {
  await page.goto("./#/import");
  const log = page.getByLabel("Log", { exact: true });
  await log.fill("1 brk(NULL) = 0x555555559000\n1 this is no call\n");
  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByRole("button", { name: "1 line not read" }).click();
  await lines(page).first().click();
  await expect(page.getByText("Reading ended at column 7.")).toBeVisible();
  await log.fill("PASS\n");
  await expect(page.getByText("Your machine did everything that the page shows.")).toBeVisible();
  await log.fill(
    "DIFFERENT in call 99: main: munmap(0x1000, 4096)\n  result\n  expected: 0x0\n  got:      -1, errno 22 (Invalid argument)\n",
  );
  await expect(page.getByText("Your machine did something else in call 99.")).toBeVisible();
  await expect(page.getByText(/Open the program that the C file was made from/)).toBeVisible();
});

test("the page is accessible in light and dark", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("./#/import");
    await page.getByRole("button", { name: "Try an example" }).click();
    await expect(page.getByText("41 of 41 calls on memory agree")).toBeVisible();
    await lines(page).first().click();
    await expect(page.getByRole("region", { name: /^Line / })).toBeVisible();
    expect(await axe(page)).toEqual([]);
  }
});
