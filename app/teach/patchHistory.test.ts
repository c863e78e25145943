import { expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import type { Fact } from "#scenarios/scenario.ts";
import { scenariosById } from "#scenarios/library.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { checkFact } from "./facts.ts";
import { PATCH_CALLS, PATCH_VERSIONS, patchAnswers } from "./patchHistory.ts";

const FACTS: Readonly<Record<string, Fact>> = {
  works: { fact: "result", call: 3, is: "ok" },
  EINVAL: { fact: "result", call: 3, is: "EINVAL" },
  "one mapping locked": { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 },
  "both mappings locked": { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
};

it.each([
  ["v3", "v3"],
  ["merged", "5.10"],
])("%s answers as the engine does on %s", (name, kernel) => {
  const version = PATCH_VERSIONS.find((each) => each.name === name);
  const answers = version ? patchAnswers(version) : [];
  expect(answers).toHaveLength(PATCH_CALLS.length);
  for (const [i, { scenario }] of PATCH_CALLS.entries()) {
    const { program } = parseScenario(scenariosById.get(scenario)?.program ?? "");
    const fact = FACTS[answers[i] ?? ""];
    expect(fact && checkFact(fact, runProgram(program, { kernel }))).toMatchObject({ holds: true });
  }
});

it("tells each step of the patch's way", () => {
  expect(PATCH_VERSIONS.map(({ name }) => name)).toEqual([
    "v1",
    "v2",
    "v3",
    "v4",
    "v5",
    "v6",
    "v7",
    "merged",
  ]);
  expect(new Set(PATCH_VERSIONS.map((version) => patchAnswers(version).join())).size).toBe(4);
});
