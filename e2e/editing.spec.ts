import { expect, test } from "./fixtures.ts";
import {
  button,
  choose,
  expectPlace,
  expectSource,
  goToLine,
  kernels,
  line,
  openStill,
  program,
  programText,
  scenarios,
  sentence,
  showTable,
  slots,
  sourceIn,
} from "./workbench.ts";

const STALE = "The stage still shows the last program that could be read.";

test.beforeEach(({ page }) => openStill(page));

test("an edit runs at once", async ({ page }) => {
  const text = await programText(page);
  await text.fill((await sourceIn(text)).replaceAll("8*PAGE", "3*PAGE"));
  await button(page, "Done").click();
  await goToLine(page, 6);
  await expect(sentence(page)).toContainText("3 entries moved");
  await expect(slots(page, "set", "0x5000")).toHaveCount(3);
});

test("a broken program names line and column, keeps the last good run, and mends", async ({ page }) => {
  await goToLine(page, 6);
  const said = await sentence(page).innerText();
  const text = await programText(page);
  const good = await sourceIn(text);
  await text.fill(good.replace("load(heap", "lode(heap"));
  await expect(program(page)).toContainText("Line 7, column 16: There is no call “lode” here.");
  await expect(program(page)).toContainText(STALE);
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(sentence(page)).toHaveText(said.trim());
  await expect(slots(page, "set", "0x5000")).toHaveCount(8);
  await text.fill(good);
  await expect(program(page)).not.toContainText(STALE);
  await expect(program(page)).not.toContainText("Line 7, column");
  await expectPlace(page, "after call 6 of 9, mremap");
});

test("Reset brings the program of the scenario back", async ({ page }) => {
  const text = await programText(page);
  const original = await sourceIn(text);
  await text.fill(original.replace("'A'", "'Z'"));
  await expect(scenarios(page).getByRole("option", { name: /\(changed\)$/ })).toBeAttached();
  await button(page, "Reset").click();
  await expectSource(text, original);
  await expect(button(page, "Reset")).toBeHidden();
});

test("a reload keeps program, kernel, place, view and theme", async ({ page }) => {
  const text = await programText(page);
  const edited = `${await sourceIn(text)}load(to, PAGE) // mine\n`;
  await text.fill(edited);
  await button(page, "Done").click();
  await kernels(page).selectOption("6.1");
  await choose(page, "Dark");
  await goToLine(page, 6);
  await showTable(page);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/-Cmine.*-k6_1.*-s6/);
  await page.reload();
  await expectPlace(page, "after call 6 of 10, mremap");
  await expect(kernels(page)).toHaveValue("6.1");
  await expect(line(page, 9)).toContainText("// mine");
  await expect(page.getByRole("table", { name: "Memory at this step, page by page" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectSource(await programText(page), edited);
});

test("the share dialog gives a link that opens the same step in another browser", async ({
  page,
  otherPage,
}) => {
  await kernels(page).selectOption("5.10");
  await goToLine(page, 6);
  const said = await sentence(page).innerText();
  await button(page, "Share").click();
  const field = page.getByRole("textbox", { name: "Link to this step" });
  await expect(field).toHaveValue(/#1\.heap-mmap\.0x10000000.*-k5_10.*-s6$/);
  const elsewhere = await otherPage({ reducedMotion: "reduce" });
  await elsewhere.goto(await field.inputValue());
  await expectPlace(elsewhere, "after call 6 of 9, mremap");
  await expect(kernels(elsewhere)).toHaveValue("5.10");
  await expect(sentence(elsewhere)).toHaveText(said.trim());
});
