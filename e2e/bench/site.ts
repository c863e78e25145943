import { chromium } from "playwright";
import type { Browser, Page } from "playwright";
import { preview } from "vite";
import { candidates } from "../tools/chromium.mjs";

/** Serves the page in `outDir` and opens a browser while `work` lasts. @throws where no browser is installed */
export async function withSite(
  root: string,
  outDir: string,
  work: (browser: Browser, address: string) => Promise<void>,
): Promise<void> {
  const [candidate] = candidates();
  if (candidate === undefined) throw new Error("no browser here");
  const server = await preview({
    root,
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1" },
    logLevel: "silent",
  });
  const browser = await chromium.launch(candidate.options);
  try {
    await work(browser, server.resolvedUrls?.local[0] ?? "");
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A new page with the first scenario and all that comes late, its processor then slowed down. */
export async function openWhole(browser: Browser, address: string, slowdown: number): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
    reducedMotion: "reduce",
  });
  const session = await page.context().newCDPSession(page);
  await page.goto(address);
  await page.getByRole("button", { name: "Try all orders" }).first().waitFor();
  await page.getByText("MREMAP_DONTUNMAP").first().waitFor();
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}
