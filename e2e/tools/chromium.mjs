/**
 * Which Chromium the tests drive, decided in one place for the Playwright configuration and the tools.
 * CHROMIUM_PATH wins; then Playwright's own download; then a Chromium of the system.
 */
import { existsSync } from "node:fs";
import { chromium } from "playwright";

const SYSTEM = [
  // Chromium without windows, which Playwright drives by itself as well: a quarter faster where nobody looks on.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Silences what a browser of the system does by itself on a network without internet. */
const QUIET = [
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // Debian's asks for drawing by a graphics card, which is emulated where there is none: slowly.
  "--disable-gpu",
];

/**
 * @typedef {{ name: string, options: { executablePath?: string, args?: string[] } }} Candidate
 */

/**
 * Every Chromium that may work here, best first. A file that exists can still lack its libraries:
 * only launching it tells.
 * @returns {Candidate[]}
 */
export function candidates() {
  const chosen = process.env["CHROMIUM_PATH"];
  /** @param {string} path @returns {Candidate} */
  const system = (path) => ({ name: path, options: { executablePath: path, args: QUIET } });
  return [
    ...(chosen ? [system(chosen)] : []),
    ...(existsSync(chromium.executablePath()) ? [{ name: "Playwright's own", options: {} }] : []),
    ...SYSTEM.filter((path) => path !== chosen && existsSync(path)).map(system),
  ];
}

/** Launch options for the first candidate, without trying it. */
export function launchOptions() {
  return candidates()[0]?.options ?? {};
}
