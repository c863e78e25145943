import { expect, test } from "./fixtures.ts";

test("scripts come from this site alone, and no text becomes one", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute(
    "content",
    /require-trusted-types-for 'script'; trusted-types default$/,
  );
  const refused = await page.evaluate(() => {
    try {
      new Worker("https://elsewhere.example/worker.js").terminate();
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(refused).toBe(true);
});
