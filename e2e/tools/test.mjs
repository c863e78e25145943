/**
 * `npm test`: installs what is missing, passes every gate and test, and ends with the line
 * "N passed, N failed". A gate counts as one. A stage that fails does not stop the others, so that one
 * run shows everything that is wrong.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { playwrightCount, vitestCount } from "./counts.mjs";
import { ensurePackages, npm } from "./packages.mjs";
import { run } from "./run.mjs";

/** @typedef {import("./counts.mjs").Count} Count */

/** @type {Count} */
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];

/**
 * @param {string} name
 * @param {() => Promise<Count>} work
 */
async function stage(name, work) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  /** @type {Count} */
  let count;
  try {
    count = await work();
  } catch (error) {
    console.error(error);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed > 0) failures.push(name);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
}

/** A gate is an npm script that is content or not. @param {string} name @param {string} script */
function gate(name, script) {
  return stage(name, async () => {
    const { ok, why } = await npm(["run", "--silent", script]);
    if (!ok) console.log(`${script}: ${why}`);
    return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** Tests that compile C (the recorder of real kernels, exported programs) are skipped without a compiler. */
async function ensureCompiler() {
  if ((await run("cc", ["--version"], { quiet: true })).ok) return;
  if (!(await aptInstall(["gcc", "libc6-dev"]))) {
    console.log("no C compiler (cc): tests that compile C are skipped");
  }
}

async function everything() {
  if (!(await ensurePackages())) {
    total.failed += 1;
    failures.push("npm ci");
    return;
  }
  // Imported only now: it needs the packages.
  const { ensureBrowser } = await import("./browser.mjs");
  const browser = await ensureBrowser();
  await ensureCompiler();
  const reports = mkdtempSync(join(tmpdir(), "mremap-explorer-"));

  await gate("format", "format:check");
  await gate("lint", "lint");
  await gate("types", "typecheck");
  await gate("unused code", "knip");

  await stage("unit tests", async () => {
    const report = join(reports, "unit.json");
    const { ok } = await npm([
      "run",
      "--silent",
      "test:unit",
      "--",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ]);
    return vitestCount(report, ok);
  });

  rmSync("dist", { recursive: true, force: true }); // never test the site of an earlier build
  await gate("build and size", "build");

  await stage("tests in a browser", async () => {
    if (!browser || !existsSync("dist/index.html")) {
      console.log(`not run: there is no ${browser ? "built site" : "browser"}`);
      return { passed: 0, failed: 1 };
    }
    const report = join(reports, "browser.json");
    const { ok } = await npm(["run", "--silent", "test:e2e", "--", "--reporter=list,json"], {
      env: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        CHROMIUM_PATH: browser.options.executablePath, // undefined: Playwright's own
      },
    });
    return playwrightCount(report, ok);
  });

  rmSync(reports, { recursive: true, force: true });
}

try {
  await everything();
} catch (error) {
  console.error(error);
  total.failed += 1;
}
console.log(failures.length > 0 ? `\nfailed: ${failures.join(", ")}` : "");
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
