/** The C programs of the built-in scenarios, compiled and run on the running Linux where it is the page's. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { arch, platform, release, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { profileForRelease } from "#engine/kernels.ts";
import { cProgram } from "#formats/cProgram.ts";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";

const { profile, exact } = profileForRelease(release());
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;
const runsHere = platform() === "linux" && arch() === "x64" && exact && hasCompiler;

const AT_ONCE = 2;
const COMPILE_MS = 30_000;
const RUN_MS = 30_000;
const SKIPPED = 77;

interface Ran {
  readonly code: number;
  readonly output: string;
}

const started = (file: string, args: readonly string[], timeout: number): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { timeout }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });

async function perform(folder: string, scenario: Scenario): Promise<Ran> {
  const timeline = runProgram(parseScenario(scenario.program).program, { kernel: profile.id });
  const source = join(folder, `${scenario.id}.c`);
  const program = join(folder, scenario.id);
  await writeFile(source, cProgram(timeline, { title: scenario.title }));
  const compiled = await started(
    "cc",
    ["-O0", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-pthread", "-o", program, source],
    COMPILE_MS,
  );
  return compiled.code === 0 ? started(program, [], RUN_MS) : compiled;
}

/** Two programs are made and run at a time. */
async function performAll(folder: string, scenarios: readonly Scenario[]): Promise<ReadonlyMap<string, Ran>> {
  const results = new Map<string, Ran>();
  const waiting = [...scenarios];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next.id, await perform(folder, next));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

describe("C programs of the scenarios on this Linux", () => {
  test.skipIf(!runsHere)(
    "print PASS",
    async () => {
      const scenarios = LIBRARY.filter(({ kernels }) => kernels.includes(profile.id));
      const folder = await mkdtemp(join(tmpdir(), "c-programs-"));
      try {
        const results = await performAll(folder, scenarios);
        const list = [...results].map(([id, ran]) => ({ id, ...ran }));
        const skipped = list.filter(({ code }) => code === SKIPPED);
        for (const { id, output } of skipped) console.info(`${id}: ${output}`);
        const failed = list.filter(({ code }) => code !== 0 && code !== SKIPPED);
        expect(failed.map(({ id, output }) => `${id}: ${output}`)).toEqual([]);
        expect(list.length - skipped.length).toBeGreaterThan(list.length / 2);
      } finally {
        if (process.env["KEEP_C"] === undefined) await rm(folder, { recursive: true, force: true });
      }
    },
    180_000,
  );
});
