/** The editor as a reader uses it: offers, fixes, the way from a line to its place in the run. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectPlace, expectSource, openStill, program, programText, sentence } from "./workbench.ts";

/** Takes an offer from the list, which may move while it is pointed at; its text is put in, and the next offers come. */
async function take(page: Page, name: string | RegExp): Promise<void> {
  const offer = page.getByRole("option", { name, exact: true });
  await expect(async () => {
    await offer.click({ timeout: 5000 });
    await expect(offer).toBeHidden({ timeout: 1000 });
  }).toPass();
}

const gutterOf = (page: Page, number: number): Locator =>
  program(page)
    .locator(".cm-lineNumbers .cm-gutterElement")
    .filter({ hasText: new RegExp(`^${number}$`) });

test("a scenario is written from nothing with completion only", async ({ page }) => {
  await openStill(page);
  const text = await programText(page);
  await text.fill("");
  await page.keyboard.press("Control+Space");
  const first = ["NULL", ", length", "4*PAGE", ", prot", "PROT_READ|PROT_WRITE", ", flags"];
  await take(page, /^mmap\(/);
  for (const name of [...first, "MAP_PRIVATE|MAP_ANONYMOUS", ")"]) await take(page, name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await take(page, /^store\(/);
  await take(page, /^heap/);
  for (const name of [", len", "PAGE", ", value", "'A'", ")"]) await take(page, name);
  await expectSource(
    text,
    "heap = mmap(NULL, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)\nstore(heap, PAGE, 'A')",
  );
  await gutterOf(page, 2).click();
  await expectPlace(page, "after call 2 of 2, store");
});

test("an error is mended by its quick fix, and Undo takes it back", async ({ page }) => {
  await openStill(page);
  const text = await programText(page);
  await text.fill(
    "heap = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS)\nmremap(heap, PAGE, PAGE, MREMAP_MAYMOV)",
  );
  const wrong = text.locator(".cm-lintRange-error");
  await expect(wrong).toHaveText("MREMAP_MAYMOV");
  await page.keyboard.press("Escape");
  await wrong.hover();
  await program(page)
    .locator(".cm-tooltip")
    .getByRole("button", { name: "did you mean MREMAP_MAYMOVE?" })
    .click();
  await expect(text).toContainText("mremap(heap, PAGE, PAGE, MREMAP_MAYMOVE)");
  await expect(wrong).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(wrong).toHaveText("MREMAP_MAYMOV");
  await page.keyboard.press("Control+.");
  await expect(wrong).toHaveCount(0);
});

test("the gutter leads to a call, results stand behind their lines, and Tab leaves", async ({ page }) => {
  await openStill(page);
  const text = await programText(page);
  await gutterOf(page, 6).click();
  await expectPlace(page, "after call 6 of 9, mremap");
  await expect(sentence(page)).toContainText("8 entries moved");
  await expect(text.locator(".cm-line.cm-here")).toContainText("mremap");
  await expect(text.locator(".cm-line.cm-here .cm-result")).toHaveText("0x50000000");
  await text.focus();
  await page.keyboard.press("Tab");
  await expect(text).not.toBeFocused();
});
