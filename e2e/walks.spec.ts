import { axe, expect, test } from "./fixtures.ts";
import { button, press, tabTo, verdict } from "./keys.ts";

test("the founding message is walked through by keyboard to its last step, with a wrong and a right answer", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./#/walks");
  await press(page, page.getByRole("link", { name: "Begin: The founding message, point by point" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The source stays, and is empty");
  await tabTo(page, page.getByRole("radio").first());
  await page.keyboard.press("ArrowDown");
  await press(page, button(page, "Answer"));
  await expect(verdict(page)).toContainText("Not quite.");
  await expect(verdict(page)).toContainText("You said");
  await expect(verdict(page)).toContainText("The engine says");
  await press(page, button(page, "Next"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is watched afterwards");
  await tabTo(page, page.getByRole("radio").first());
  await page.keyboard.press("Space");
  await press(page, button(page, "Answer"));
  await expect(verdict(page)).toContainText("Right.");
  // All steps in between, and all other walkthroughs: soak/walks.spec.ts.
  await press(page, page.getByRole("link", { name: "9, A worry that stayed: mlock: not answered yet" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A worry that stayed: mlock");
  await press(page, button(page, "Show me"));
  await expect(verdict(page)).toContainText("Not predicted.");
  await tabTo(page, page.getByRole("slider", { name: "Version of the patch" }));
  await page.keyboard.press("End");
  await expect(page.getByRole("region", { name: "The patch, version by version" })).toContainText(
    "Linux 5.7",
  );
  await press(page, button(page, "To the list"));
  await expect(page.getByText("1 of 9 right")).toBeVisible();
  // The teacher opens the link elsewhere, with nothing stored.
  const link = await page.getByLabel("Link for your teacher", { exact: true }).inputValue();
  expect(link).toContain("founding.wr------s");
});

test("a placed answer is drawn beside the right one; other numbers have a link; the workbench takes over", async ({
  page,
  otherPage,
}) => {
  await page.goto("./#/walks/what-moves/pointers/4711");
  await expect(button(page, "Answer")).toBeDisabled();
  const places = page.getByRole("button", { name: /^Page \d+: nothing yet$/ });
  // Each press takes a page out of those that have nothing yet.
  // oxlint-disable-next-line no-await-in-loop
  while ((await places.count()) > 0) await places.first().click();
  await button(page, "Answer").click();
  await expect(verdict(page).getByRole("img", { name: /^You said: / })).toBeVisible();
  await expect(verdict(page).getByRole("img", { name: /^The engine says: .*A/ })).toBeVisible();
  const before = page.url();
  await button(page, "The same with other numbers").click();
  await expect.poll(() => page.url()).not.toBe(before);
  await expect(button(page, "Answer")).toBeVisible();
  await button(page, "Open in the workbench").click();
  await expect(page.getByRole("region", { name: "Program" })).toContainText("mremap");
  const teacher = await otherPage();
  await teacher.goto("./#/walks/progress/1~Ada~founding.rws------");
  await expect(teacher.getByRole("heading", { level: 1 })).toHaveText("Progress of Ada");
  await expect(teacher.getByText("Who is watched afterwards: wrong")).toBeVisible();
});

test("axe finds nothing on list and step, in light and dark", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./#/walks");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.goto("./#/walks/founding/mlock");
  await button(page, "Show me").click();
  await expect(verdict(page)).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
  expect(await axe(page)).toEqual([]);
});
