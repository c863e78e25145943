/**
 * The first visit on a slow phone, emulated: a processor four times slower, 150 ms to the server, 1.6 Mbit/s, and
 * files as a static host sends them, gzipped. Times count from the call for the page.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";
import { chromium } from "playwright";
import type { CDPSession, LaunchOptions, Page } from "playwright";
import { build } from "vite";
import { candidates } from "../tools/chromium.mjs";

interface ColdLoad {
  /** Milliseconds until the stage shows the first scenario. */
  readonly picture: number;
  /** Milliseconds until a press of a button that came as soon as the picture stood has been answered on the screen. */
  readonly interaction: number;
  /** KiB that had come through the network when the picture stood, and when all had come. */
  readonly firstKib: number;
  readonly allKib: number;
  /** How far the page moved under the reader's eyes (cumulative layout shift). */
  readonly shift: number;
}

const PHONE = { width: 390, height: 844 };
const SLOWDOWN = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
/** All has come when nothing has come for so long, in milliseconds. */
const QUIET = 1500;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** A static host of a folder, which compresses text. */
const serve = async (folder: string): Promise<Server> => {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://host").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)];
    const stream = createReadStream(file);
    if (type === undefined) stream.pipe(response.writeHead(200, { "cache-control": "no-store" }));
    else {
      const head = { "content-type": type, "content-encoding": "gzip", "cache-control": "no-store" };
      stream.pipe(createGzip({ level: 9 })).pipe(response.writeHead(200, head));
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

interface Traffic {
  /** KiB that have come so far, fonts aside. */
  readonly kib: () => number;
  /** Resolves when nothing has come for a while. */
  readonly quiet: () => Promise<void>;
}

const watchTraffic = (session: CDPSession): Traffic => {
  const fonts = new Set<string>();
  let bytes = 0;
  let last = Date.now();
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Font") fonts.add(requestId);
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    last = Date.now();
    if (!fonts.has(requestId)) bytes += encodedDataLength;
  });
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        const left = last + QUIET - Date.now();
        if (left <= 0) resolve();
        else setTimeout(look, left);
      };
      look();
    });
  return { kib: () => bytes / 1024, quiet };
};

/** Presses the button that is there while the first scenario plays; gives the time when the page has drawn the answer. */
const pressPause = (): Promise<number> =>
  new Promise((resolve) => {
    const drawn = (): void => {
      if (document.querySelector('button[aria-label="Play"]') === null) requestAnimationFrame(drawn);
      else requestAnimationFrame(() => resolve(performance.now()));
    };
    document.querySelector<HTMLElement>('button[aria-label="Pause"]')?.click();
    drawn();
  });

/** What the page is given to tell the time with. */
interface Listener {
  readonly stageStands: (milliseconds: number) => void;
}

/**
 * Runs in the page before anything else: notes when the stage has been drawn, at the moment itself (asked from outside,
 * a busy page would answer late), and how far things shifted.
 */
const watchPage = (): void => {
  Object.assign(globalThis, { shifted: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const value = "value" in entry && typeof entry.value === "number" ? entry.value : 0;
      Object.assign(globalThis, { shifted: Number(Reflect.get(globalThis, "shifted")) + value });
    }
  }).observe({ type: "layout-shift", buffered: true });
  const look = (): void => {
    if (document.querySelector("svg.stage text") === null) {
      requestAnimationFrame(look);
      return;
    }
    // The frame that shows it is the one that ends before the next begins.
    requestAnimationFrame((now) => (globalThis as unknown as Listener).stageStands(now));
  };
  requestAnimationFrame(look);
};

const visit = async (page: Page, url: string): Promise<ColdLoad> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  const { kib, quiet } = watchTraffic(session);
  const stands = new Promise<{ readonly picture: number; readonly firstKib: number }>((resolve) => {
    void page.exposeFunction("stageStands", (picture: number) => resolve({ picture, firstKib: kib() }));
  });
  await page.addInitScript(watchPage);
  await page.goto(url, { waitUntil: "commit" });
  const { picture, firstKib } = await stands;
  const interaction = await page.evaluate(pressPause);
  await quiet();
  const shift = Number(await page.evaluate("shifted"));
  return { picture, interaction, firstKib, allKib: kib(), shift };
};

const firstVisit = async (folder: string, options: LaunchOptions): Promise<ColdLoad> => {
  const server = await serve(folder);
  const browser = await chromium.launch(options);
  try {
    const context = await browser.newContext({ viewport: PHONE, isMobile: true, serviceWorkers: "block" });
    return await visit(await context.newPage(), `http://127.0.0.1:${portOf(server)}/`);
  } finally {
    await browser.close();
    server.close();
  }
};

/** How often a new browser comes; the middle one counts. */
const VISITS = 3;

/** Builds the site and opens it as a new visitor; null where there is no browser. */
const coldLoad = async (root: string): Promise<ColdLoad | null> => {
  const [candidate] = candidates();
  if (candidate === undefined) return null;
  const folder = join(root, "node_modules/.cache/bench-site");
  await build({ root, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  const visits: ColdLoad[] = [];
  for (let n = 0; n < VISITS; n += 1) {
    // One after the other: they are measured.
    // oxlint-disable-next-line no-await-in-loop
    visits.push(await firstVisit(folder, candidate.options));
  }
  return visits.toSorted((a, b) => a.picture - b.picture)[Math.floor(VISITS / 2)] ?? null;
};

/** One row of `npm run bench` a figure. */
export const coldLoadRows = async (root: string): Promise<readonly string[]> => {
  const load = await coldLoad(root);
  if (load === null) return ["first visit on a slow phone: no browser here"];
  return [
    `first visit on a slow phone: the stage stands           ${Math.round(load.picture)} ms`,
    `first visit on a slow phone: a press has been answered  ${Math.round(load.interaction)} ms`,
    `first visit on a slow phone: came until the stage stood ${load.firstKib.toFixed(1)} KiB`,
    `first visit on a slow phone: came in all                ${load.allKib.toFixed(1)} KiB`,
    `first visit on a slow phone: layout shift               ${load.shift.toFixed(3)}`,
  ];
};
