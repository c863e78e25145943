/** The parts of the page as a reader finds them, by role and accessible name. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

export const part = (page: Page, name: string | RegExp): Locator => page.getByRole("region", { name });
export const program = (page: Page): Locator => part(page, /^Program$/);
export const composer = (page: Page): Locator => part(page, "Compose a call");
export const kernelPanel = (page: Page): Locator => part(page, /^Kernel/);
export const question = (page: Page): Locator => part(page, "Before you watch");
export const playhead = (page: Page): Locator => page.getByRole("slider", { name: "Place in the run" });
export const sentence = (page: Page): Locator => part(page, "Stage").getByRole("status");
export const scenarios = (page: Page): Locator => page.getByRole("combobox", { name: "Scenario" });
export const kernels = (page: Page): Locator => page.getByRole("combobox", { name: "Kernel version" });
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** The line of the program with its result, as it is listed. */
export const line = (page: Page, number: number): Locator =>
  program(page)
    .getByRole("listitem")
    .nth(number - 1);

/** Slots of the picture by what they hold. */
export const slots = (page: Page, state: "none" | "set", addresses = ""): Locator =>
  part(page, "Stage").getByRole("button", { name: new RegExp(`^Entry of page ${addresses}.*: ${state}`) });

/** The words of the place, which a screen reader reads out. */
export const expectPlace = (page: Page, words: string | RegExp): Promise<void> =>
  expect(playhead(page)).toHaveAttribute("aria-valuetext", words);

/** Opens the page, and waits until playback stands still before the first question. */
export async function firstVisit(page: Page): Promise<void> {
  await page.goto("./");
  const stands = part(page, "Playback").getByRole("button", { name: "Play", exact: true });
  await expect(stands.first()).toBeVisible({ timeout: 60_000 });
  await expectPlace(page, "after call 5 of 9, REGISTER");
}

/** Opens the page without anything moving by itself. */
export async function openStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  await expect(scenarios(page)).toBeVisible();
}

/** Goes to the end of a call by the line number in the program. */
export async function goToLine(page: Page, number: number): Promise<void> {
  await program(page)
    .getByRole("button", { name: new RegExp(`^Line ${number}: `) })
    .click();
}

/** The editor with the program, opened unless it is open; not the plain field that stands there before it comes. */
export async function programText(page: Page): Promise<Locator> {
  const text = page.getByRole("textbox", { name: "Program text" });
  const edit = button(page, "Edit");
  await expect(text.or(edit).first()).toBeVisible();
  if (await edit.isVisible()) await edit.click();
  const editor = text.and(page.locator("[contenteditable]"));
  await expect(editor).toBeVisible();
  return editor;
}

/** What the editor holds, without the results that it shows behind the lines. */
export const sourceIn = (text: Locator): Promise<string> =>
  text.evaluate((field) =>
    [...field.querySelectorAll(".cm-line")]
      .map((line) => {
        const copy = line.cloneNode(true);
        if (copy instanceof Element)
          for (const result of copy.querySelectorAll(".cm-result")) result.remove();
        return copy.textContent;
      })
      .join("\n"),
  );

export const expectSource = (text: Locator, source: string): Promise<void> =>
  expect.poll(() => sourceIn(text)).toBe(source);

/** Sets theme or motion in the popover, and closes it. */
export async function choose(page: Page, choice: string): Promise<void> {
  await button(page, "Theme and motion").click();
  await page.getByRole("radio", { name: choice }).last().check();
  await page.keyboard.press("Escape");
}

/** Shows memory as rows. */
export async function showTable(page: Page): Promise<Locator> {
  await part(page, "Stage").getByText("Table", { exact: true }).click();
  return page.getByRole("table", { name: "Memory at this step, page by page" });
}
