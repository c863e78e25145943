/** The built site without a network, and the way from one version to the next. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { button, openStill, scenarios } from "./workbench.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

interface Site {
  /** A copy of the site that a test may change. */
  readonly folder: string;
  readonly url: string;
}

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "mremap-explorer-"));
    await cp("dist", folder, { recursive: true });
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const file = pathname === "/" ? "index.html" : pathname.slice(1);
      readFile(join(folder, file)).then(
        (body) =>
          response
            .writeHead(200, { "content-type": TYPES[extname(file)] ?? "", "cache-control": "no-cache" })
            .end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use({ folder, url: `http://127.0.0.1:${port}/` });
    server.close();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  serviceWorkers: "allow",
});

/** Until the browser has all files, and serves the page from them. */
const kept = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) {
      await new Promise((later) => setTimeout(later, 50));
    }
  });

test("after the first visit everything works without a network, also what was never opened", async ({
  page,
  context,
}) => {
  await openStill(page);
  await scenarios(page).selectOption("shrink");
  await kept(page);
  await expect.poll(() => new URL(page.url()).hash).not.toBe("");
  const link = page.url();
  await context.setOffline(true);
  const other = await context.newPage();
  await other.goto(link);
  await expect(scenarios(other)).toHaveValue("shrink");
  await button(other, "Library").click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Library");
});

test("a new version waits until the reader takes it", async ({ page, site }) => {
  await openStill(page);
  await scenarios(page).selectOption("shrink");
  await kept(page);
  const index = join(site.folder, "index.html");
  const worker = join(site.folder, "sw.js");
  await writeFile(index, (await readFile(index, "utf8")).replace("<html", '<html data-version="next"'));
  await writeFile(worker, (await readFile(worker, "utf8")).replace(/"version":"\w+"/, '"version":"next"'));
  await page.reload();
  const take = button(page, "Load the new version");
  await expect(take).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-version");
  await take.click();
  await expect(page.locator("html")).toHaveAttribute("data-version", "next");
  await expect(scenarios(page)).toHaveValue("shrink");
});
