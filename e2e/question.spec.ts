import { expect, test } from "./fixtures.ts";
import { button, expectPlace, firstVisit, openStill, part, question, sentence } from "./workbench.ts";

test("a first visit plays up to the question without a click and waits there", async ({ page }) => {
  await firstVisit(page);
  await expect(question(page).getByRole("heading")).toHaveText("What is left at heap when the call returns?");
  await expect(question(page).getByRole("heading")).toBeInViewport();
  await expect(question(page).getByRole("radio")).toHaveCount(3);
  await expect(button(page, "Answer")).toBeDisabled();
});

test("a wrong answer stands beside what the kernel does, with the rule", async ({ page }) => {
  await openStill(page);
  await page.getByRole("radio", { name: "Nothing: the range is unmapped" }).check();
  await button(page, "Answer").click();
  const verdict = question(page).getByRole("status");
  await expect(verdict).toContainText("Not this time.");
  await expect(verdict.getByRole("definition").first()).toHaveText("Nothing: the range is unmapped");
  await expect(verdict.getByRole("definition").last()).toHaveText("The same mapping, with no pages in it");
  await expect(verdict).toContainText("keeps the mapping: same addresses, same permissions, no pages");
});

test("a right answer is called right, and the call goes on", async ({ page }) => {
  await firstVisit(page);
  await page.getByRole("radio", { name: "The same mapping, with no pages in it" }).check();
  await button(page, "Answer").click();
  await expect(question(page).getByRole("status")).toContainText("Right.");
  await expect(question(page)).not.toContainText("You said");
  await expectPlace(page, /^call 6 of 9, mremap|^after call 6/);
});

test("an answer is asked for once: the verdict is there after a reload", async ({ page }) => {
  await openStill(page);
  await button(page, "Just show me").click();
  await expect(question(page)).toContainText("Not predicted.");
  await page.reload();
  await expect(question(page)).toContainText("Not predicted.");
  await expect(button(page, "Answer")).toBeHidden();
});

test("a neighbour of the story opens its own program and story", async ({ page }) => {
  await openStill(page);
  await part(page, "Story").getByRole("button", { name: "The window", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Scenario" })).toHaveValue("window");
  await expect(sentence(page)).not.toBeEmpty();
});
