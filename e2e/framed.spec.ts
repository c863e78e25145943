import { expect, test } from "./fixtures.ts";

test("inside another page it shows the way out, unless it was asked to be embedded", async ({
  page,
  baseURL,
}) => {
  await page.route("**/frames.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<title>A page</title><iframe title="plain" src="${baseURL}/"></iframe>
        <iframe title="asked" src="${baseURL}/?embed"></iframe>`,
    }),
  );
  await page.goto("./frames.html");
  const plain = page.frameLocator('iframe[title="plain"]');
  await expect(plain.getByRole("link", { name: "Open in the mremap explorer" })).toBeVisible();
  await expect(plain.getByRole("button")).toHaveCount(0);
  const asked = page.frameLocator('iframe[title="asked"]');
  await expect(asked.getByRole("button").first()).toBeVisible();
});
