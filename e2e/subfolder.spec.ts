import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { expect, test as base } from "./fixtures.ts";

const FOLDER = "/some/deep/folder/";
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** The plainest of static hosts: it knows files and types, and everything outside the folder is missing. */
const test = base.extend({
  baseURL: async ({}, use) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const inside = pathname.startsWith(FOLDER) ? pathname.slice(FOLDER.length) || "index.html" : "missing";
      readFile(join("dist", inside)).then(
        (body) => response.writeHead(200, { "content-type": TYPES[extname(inside)] ?? "" }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use(`http://127.0.0.1:${port}${FOLDER}`);
    server.close();
  },
});

test("the built site works from a subfolder of a plain static server", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("#root")).not.toBeEmpty();
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
});
