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
import { Random } from "./random.ts";

const { profile, exact } = profileForRelease(release());
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;
const runsHere = platform() === "linux" && arch() === "x64" && exact && hasCompiler;

const AT_ONCE = 2;
const COMPILE_MS = 30_000;
const RUN_MS = 30_000;
/** Everything with C_PROGRAMS=all, otherwise what can be done in this time; the seed decides what comes first. */
const BUDGET_MS = process.env["C_PROGRAMS"] === "all" ? 600_000 : 35_000;
const TIME_MS = BUDGET_MS + 2 * (COMPILE_MS + RUN_MS);
const SEED = Number(process.env["C_PROGRAMS_SEED"] ?? Math.floor(Date.now() / 86_400_000));
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

const cOf = ({ program, title }: Pick<Scenario, "program" | "title">): string =>
  cProgram(runProgram(parseScenario(program).program, { kernel: profile.id }), { title });

async function perform(folder: string, id: string, text: string): Promise<Ran> {
  const source = join(folder, `${id}.c`);
  const program = join(folder, id);
  await writeFile(source, text);
  const compiled = await started(
    "cc",
    ["-O0", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-pthread", "-o", program, source],
    COMPILE_MS,
  );
  return compiled.code === 0 ? started(program, [], RUN_MS) : compiled;
}

/** Two programs are made and run at a time, until the time is over: what is left then is not in the results. */
async function performAll(folder: string, scenarios: readonly Scenario[]): Promise<ReadonlyMap<string, Ran>> {
  const results = new Map<string, Ran>();
  const waiting = [...scenarios];
  const end = Date.now() + BUDGET_MS;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && Date.now() < end; next = waiting.shift()) {
      results.set(next.id, await perform(folder, next.id, cOf(next)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const random = new Random(SEED);
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "c-programs-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (!runsHere) {
  console.info(
    `C programs are not run: this is ${platform()} ${arch()} ${release()} ${hasCompiler ? "with" : "without"} cc; ` +
      `needed is Linux on x86-64, a release that the explorer knows, and cc`,
  );
}

describe("C programs of the scenarios on this Linux", () => {
  test.skipIf(!runsHere)(
    "print PASS",
    async () => {
      const scenarios = LIBRARY.filter(({ kernels }) => kernels.includes(profile.id));
      await inFolder(async (folder) => {
        const results = await performAll(folder, shuffled(scenarios));
        const list = [...results].map(([id, ran]) => ({ id, ...ran }));
        console.info(
          `${list.length} of ${scenarios.length} scenarios tried (C_PROGRAMS=all: all), seed ${SEED}`,
        );
        const skipped = list.filter(({ code }) => code === SKIPPED);
        for (const { id, output } of skipped) console.info(`${id}: ${output}`);
        const failed = list.filter(({ code }) => code !== 0 && code !== SKIPPED);
        expect(failed.map(({ id, output }) => `${id}: ${output}`)).toEqual([]);
        // Most can be performed anywhere: more skips than this mean that a check of the machine has gone wrong.
        expect(list.length - skipped.length).toBeGreaterThan(list.length / 2);
      });
    },
    TIME_MS,
  );

  const PROGRAM = `heap = mmap(NULL, 2*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
store(heap, PAGE, 'A')
mprotect(heap, PAGE, PROT_READ)
munmap(heap + 1, PAGE)`;
  const TRUE_C = cOf({ program: PROGRAM, title: "Planted mistakes" });

  test.skipIf(!runsHere).each([
    ["a result", /EINVAL/g, "ENOMEM", "result"],
    ["permissions", /"r--p"/, '"rwxp"', "mapping"],
    ["content", /1, 0x41UL/g, "1, 0x42UL", "page"],
    ["presence", /UL, 1, 1, 0x41UL/g, "UL, 2, 1, 0x41UL", "page"],
  ])(
    "print the difference in %s",
    async (name, right, wrong, what) => {
      await inFolder(async (folder) => {
        const ran = await perform(folder, name.replace(" ", "-"), TRUE_C.replace(right, wrong));
        expect(ran.code).toBe(1);
        expect(ran.output).toMatch(new RegExp(`^DIFFERENT in call \\d: main: .*\n  ${what}`));
      });
    },
    COMPILE_MS,
  );
});
