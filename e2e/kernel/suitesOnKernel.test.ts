/** The cases of public test suites on the running kernel: through the oracle, and as C programs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { cProgram } from "#formats/cProgram.ts";
import { COMPILE_MS, RUN_MS, SEED, SKIPPED, cObstacle } from "./cRun.ts";
import { inFolder, performAll, runningKernel, shuffled } from "./cRun.ts";
import { buildOracle, oracleObstacle } from "./oracle.ts";
import { casesOf, readSuites } from "./suites.ts";
import { runOnKernel } from "./suiteOracle.ts";
import { runCase } from "./suiteRun.ts";

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const cases = casesOf(readSuites(folder("suites")));

/** The cases say what 6.18 does. */
const KERNEL = "6.18";
const isTheRelease = cObstacle === null && runningKernel.id === KERNEL;
const obstacle = isTheRelease ? oracleObstacle() : `the running kernel is not Linux ${KERNEL} with cc`;
if (obstacle !== null) console.info(`cases of suites are not run on the kernel: ${obstacle}`);

/** Everything with C_PROGRAMS=all, otherwise what can be done in this time. */
const BUDGET_MS = process.env["C_PROGRAMS"] === "all" ? 900_000 : 10_000;
const TIME_MS = BUDGET_MS + 2 * (COMPILE_MS + RUN_MS);

describe("cases of public suites on this Linux", () => {
  const into = mkdtempSync(join(tmpdir(), "suites-"));
  const built = obstacle === null ? buildOracle(folder("oracle"), into) : null;
  afterAll(() => rmSync(into, { recursive: true, force: true }));

  test.skipIf(built === null)(
    "hold with every mapping, page, flag and counter",
    async () => {
      const wrong: string[] = [];
      const skipped = new Map<string, number>();
      const end = Date.now() + BUDGET_MS;
      let tried = 0;
      for (const { id, text } of shuffled(cases)) {
        if (built === null || Date.now() > end) break;
        tried += 1;
        const run = await runOnKernel(built, runningKernel, text);
        if (run.skipped !== null) skipped.set(run.skipped, (skipped.get(run.skipped) ?? 0) + 1);
        wrong.push(...run.wrong.map((line) => `${id}: ${line}`));
      }
      const left = [...skipped.values()].reduce((sum, count) => sum + count, 0);
      const reasons = [...skipped].map(([reason, count]) => `${count} need ${reason}`).join(", ");
      console.info(`${tried - left} of ${tried} cases on the kernel (all: ${cases.length}); ${reasons}`);
      expect(wrong).toEqual([]);
      expect(left).toBeLessThan(tried / 2);
    },
    TIME_MS,
  );

  test.skipIf(!isTheRelease)(
    "print PASS as C programs",
    async () => {
      await inFolder(async (place) => {
        const list = await performAll(
          place,
          shuffled(cases),
          ({ text, meaning }) => cProgram(runCase(text, runningKernel.id).timeline, { title: meaning }),
          BUDGET_MS,
        );
        const skipped = list.filter(({ code }) => code === SKIPPED);
        const failed = list.filter(({ code }) => code !== 0 && code !== SKIPPED);
        console.info(
          `C programs of ${list.length} of ${cases.length} cases (C_PROGRAMS=all: all), seed ${SEED}: ` +
            `${list.length - skipped.length - failed.length} PASS, ${failed.length} differ, ${skipped.length} skip`,
        );
        for (const { id, output } of skipped) console.info(`${id}: ${output}`);
        expect(failed.map(({ id, output }) => `${id}: ${output}`)).toEqual([]);
      });
    },
    TIME_MS,
  );
});
