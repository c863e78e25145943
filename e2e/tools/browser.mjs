/**
 * Finds a Chromium that really starts, or installs one. A browser counts only once it has been launched:
 * the file can be there without the libraries it needs.
 */
import { chromium } from "playwright";
import { aptInstall } from "./apt.mjs";
import { candidates } from "./chromium.mjs";
import { lastLines, run } from "./run.mjs";

/** @typedef {import("./chromium.mjs").Candidate} Candidate */

/** Launch failures already shown. @type {Set<string>} */
const told = new Set();

/** @param {Candidate} candidate */
async function launches({ name, options }) {
  try {
    const browser = await chromium.launch({ ...options, timeout: 60_000 });
    const page = await browser.newPage();
    const alive = (await page.evaluate("6 * 7")) === 42;
    console.log(`browser: Chromium ${browser.version()} (${name})`);
    await browser.close();
    return alive;
  } catch (error) {
    const lines = String(error).split("\n");
    const library = lines.find((line) => line.includes("error while loading shared libraries"));
    if (!told.has(name)) console.log(`  ${name} does not start: ${(library ?? lines[0] ?? "").trim()}`);
    told.add(name);
    return false;
  }
}

/** @returns {Promise<Candidate | undefined>} */
async function firstThatLaunches() {
  for (const candidate of candidates()) if (await launches(candidate)) return candidate;
  return undefined;
}

async function download() {
  console.log("downloading Playwright's Chromium …");
  const { ok, output } = await run(
    process.execPath,
    ["node_modules/playwright/cli.js", "install", "chromium"],
    { quiet: true, env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" } },
  );
  if (!ok) {
    const reason = output.split("\n").find((line) => /Error:/.test(line));
    console.log(`  not possible here (${reason?.trim() ?? lastLines(output, 1).trim()})`);
  }
  return ok;
}

/** What Playwright's own browser needs of the system, by its own list. */
async function downloadLibraries() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  console.log("installing the libraries it needs …");
  await run(process.execPath, ["node_modules/playwright/cli.js", "install-deps", "chromium"], {
    quiet: true,
  });
}

/** @returns {Promise<Candidate | undefined>} */
export async function ensureBrowser() {
  const present = await firstThatLaunches();
  if (present) return present;
  if (await download()) {
    let own = await firstThatLaunches();
    if (own) return own;
    await downloadLibraries();
    told.clear();
    own = await firstThatLaunches();
    if (own) return own;
  }
  for (const name of ["chromium-headless-shell", "chromium"]) {
    // The second only where the first is not to be had.
    // oxlint-disable-next-line no-await-in-loop
    if (await aptInstall([name])) return firstThatLaunches();
  }
  console.error(
    [
      "No Chromium could be started or installed, so the tests in a browser cannot run. Any of these helps:",
      "  npx playwright install --with-deps chromium",
      "  your system's own package, such as: apt-get install chromium",
      "  CHROMIUM_PATH=/path/to/chromium npm test",
    ].join("\n"),
  );
  return undefined;
}
