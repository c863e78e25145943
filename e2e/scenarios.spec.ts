import { expect, test } from "./fixtures.ts";
import { runs } from "./soak/scale.ts";
import { expectPlace, openStill, playhead, program, scenarios, sentence } from "./workbench.ts";

/** The library is gone through by several tests at once, each taking every so many scenarios. */
const SHARES = [1, 2, 3, 4, 5, 6];
/** All of it in the soak; the engine's results of every scenario are held by unit tests. */
const HERE = runs(0, 1) > 0 ? SHARES : [1, 4];

for (const share of HERE) {
  test(`every scenario opens and runs to its end, ${share} of ${SHARES.length}`, async ({ page }) => {
    await openStill(page);
    const options = scenarios(page).getByRole("option");
    // The catalogue comes after the first picture.
    await expect.poll(() => options.count()).toBeGreaterThan(60);
    const ids = await options.evaluateAll((all) => all.map((option) => option.getAttribute("value") ?? ""));
    // Away from the start: where the next scenario opens can then be told from where this one stands.
    await playhead(page).press("End");
    await expectPlace(page, /^after call/);
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
