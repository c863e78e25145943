/** The C programs of the built-in scenarios, compiled and run on the running Linux where it is the page's. */
import { describe, expect, test } from "vitest";
import { cProgram } from "#formats/cProgram.ts";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import {
  COMPILE_MS,
  RUN_MS,
  SEED,
  SKIPPED,
  cObstacle,
  inFolder,
  performAll,
  performC,
  runningKernel,
  shuffled,
} from "./cRun.ts";

/** Everything with C_PROGRAMS=all, otherwise what can be done in this time; the seed decides what comes first. */
const BUDGET_MS = process.env["C_PROGRAMS"] === "all" ? 600_000 : 35_000;
const TIME_MS = BUDGET_MS + 2 * (COMPILE_MS + RUN_MS);
const runsHere = cObstacle === null;

const cOf = ({ program, title }: Pick<Scenario, "program" | "title">): string =>
  cProgram(runProgram(parseScenario(program).program, { kernel: runningKernel.id }), { title });

if (cObstacle !== null) console.info(cObstacle);

describe("C programs of the scenarios on this Linux", () => {
  test.skipIf(!runsHere)(
    "print PASS",
    async () => {
      const scenarios = LIBRARY.filter(({ kernels }) => kernels.includes(runningKernel.id));
      await inFolder(async (folder) => {
        const list = await performAll(folder, shuffled(scenarios), cOf, BUDGET_MS);
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
        const ran = await performC(folder, name.replace(" ", "-"), TRUE_C.replace(right, wrong));
        expect(ran.code).toBe(1);
        expect(ran.output).toMatch(new RegExp(`^DIFFERENT in call \\d: main: .*\n  ${what}`));
      });
    },
    COMPILE_MS,
  );
});
