/** Reads how many tests passed and failed from the reports of Vitest and Playwright. */
import { readFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 *
 * Of the two reports, what is read here:
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport
 * @typedef {{ expected: number, flaky: number, unexpected: number }} PlaywrightStats
 * @typedef {{ stats: PlaywrightStats, errors: unknown[] }} PlaywrightReport
 */

/** @param {string} file @returns {any} undefined when the report was never written */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * A test program that failed without naming a failed test (it crashed, or ran nothing) is one failure.
 * @param {Count} count
 * @param {boolean} ok whether the program itself was content
 * @returns {Count}
 */
function honest({ passed, failed }, ok) {
  const good = ok && passed > 0;
  return { passed, failed: failed === 0 && !good ? 1 : failed };
}

/** @param {string} file @param {boolean} ok */
export function vitestCount(file, ok) {
  /** @type {VitestReport | undefined} */
  const report = read(file);
  if (!report) return honest({ passed: 0, failed: 0 }, false);
  // A file that could not be loaded has no tests to count, but it failed.
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return honest({ passed: report.numPassedTests, failed: report.numFailedTests + broken }, ok);
}

/** @param {string} file @param {boolean} ok */
export function playwrightCount(file, ok) {
  /** @type {PlaywrightReport | undefined} */
  const report = read(file);
  if (!report) return honest({ passed: 0, failed: 0 }, false);
  const { expected, flaky, unexpected } = report.stats;
  return honest({ passed: expected + flaky, failed: unexpected + report.errors.length }, ok);
}
