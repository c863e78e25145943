import { expect, test } from "./fixtures.ts";
import { expectPlace, openStill, playhead, program, scenarios, sentence } from "./workbench.ts";

/** The library is gone through by several tests at once, each taking every so many scenarios. */
const SHARES = [1, 2, 3, 4, 5, 6];

for (const share of SHARES) {
  test(`every scenario opens and runs to its end, ${share} of ${SHARES.length}`, async ({ page }) => {
    await openStill(page);
    const ids = await scenarios(page)
      .getByRole("option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("value") ?? ""));
    expect(ids.length).toBeGreaterThan(60);
    // The last entry leads to the library.
    const played = ids.filter((id) => id !== "/");
    for (const id of played.filter((_, index) => index % SHARES.length === share - 1)) {
      await test.step(id, async () => {
        await scenarios(page).selectOption(id);
        await expectPlace(page, /^start; /);
        await playhead(page).press("End");
        await expectPlace(page, /^after call (\d+) of \1, /);
        await expect(sentence(page)).not.toBeEmpty();
        await expect(program(page)).not.toContainText(/the engine disagrees|Line \d+, column|not modelled/);
      });
    }
  });
}
