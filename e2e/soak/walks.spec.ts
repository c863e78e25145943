/** Every walkthrough to its end by keyboard alone, with answers where there is something to choose. Only in the soak. */
import { expect, test } from "../fixtures.ts";
import { button, press, tabTo, verdict } from "../keys.ts";
import { share } from "./scale.ts";

test("every walkthrough is gone through by keyboard", async ({ page }) => {
  test.skip(share === 0, "takes minutes: npm run soak");
  test.setTimeout(30 * 60_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./#/walks");
  const ways = page.getByRole("link", { name: /^Begin: / });
  await expect(ways.first()).toBeVisible();
  const addresses = await ways.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThanOrEqual(11);
  const heading = page.getByRole("heading", { level: 1 });
  // One after the other: there is one keyboard.
  /* oxlint-disable no-await-in-loop */
  for (const address of addresses) {
    await page.goto(address);
    const steps = await page.getByRole("navigation", { name: "Steps" }).getByRole("listitem").count();
    for (let step = 1; step <= steps; step += 1) {
      await expect(page.getByText(`Step ${step} of ${steps}`)).toBeVisible();
      const choices = page.getByRole("main").getByRole("radio");
      const chosen = (await choices.count()) > 0;
      if (chosen) {
        await tabTo(page, choices.first());
        await page.keyboard.press("Space");
      }
      await press(page, button(page, chosen ? "Answer" : "Show me"));
      await expect(verdict(page)).toContainText(chosen ? /Right\.|Not quite\./ : "Not predicted.");
      await press(page, button(page, step === steps ? "To the list" : "Next"));
    }
    await expect(heading).toHaveText("Walkthroughs");
  }
  /* oxlint-enable no-await-in-loop */
});
