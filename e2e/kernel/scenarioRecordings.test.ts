import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import evidence from "#scenarios/evidence.json" with { type: "json" };
import { scenariosById } from "#scenarios/library.ts";
import { loadModule } from "../tools/replay/load.mjs";
import { readBundle, type ScenarioRecording } from "./scenarioBundle.ts";
import { profileOf } from "./upstream.ts";

/** As one bundle: it runs three times as fast as single modules. */
const { evidenceOf, judge } = (await loadModule(
  "e2e/kernel/scenarioEvidence.ts",
)) as typeof import("./scenarioEvidence.ts");

const DIR = join(import.meta.dirname, "scenario-recordings");
const FILES = readdirSync(DIR)
  .filter((name) => name.endsWith(".gz"))
  .toSorted();
const bundles = FILES.map((file) => {
  const recordings = readBundle(readFileSync(join(DIR, file)));
  return { file, judged: recordings.map((recording) => ({ recording, judgement: judge(recording) })) };
});
const all = bundles.flatMap(({ judged }) => judged);
const AGAIN = "record it again: node e2e/tools/record-scenarios.mjs";

const hasChanged = ({ scenario, source }: ScenarioRecording): boolean =>
  scenariosById.get(scenario)?.program !== source;

describe("built-in scenarios as real kernels performed them", () => {
  it.each(bundles)("$file: the engine agrees in everything", ({ judged }) => {
    const problems = judged.flatMap(({ recording, judgement: { difference } }) =>
      difference === null ? [] : [`${recording.scenario}: ${difference}`],
    );
    expect(problems).toEqual([]);
  });

  it("are those of the scenarios as they are now", () => {
    const changed = all.filter(({ recording }) => hasChanged(recording));
    expect(changed.map(({ recording }) => `${recording.scenario} has changed; ${AGAIN}`)).toEqual([]);
  });

  it.each(bundles)("$file is dated, and of the kernel that it is named after", ({ file, judged }) => {
    for (const { recording } of judged) {
      expect(`${profileOf(recording.header).id}.jsonl.gz`).toBe(file);
      expect(recording.recorded).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it("every scenario was recorded, unless it asks for settings that only a machine of its own can have", () => {
    const recorded = new Set(all.map(({ recording }) => recording.scenario));
    const missing = [...scenariosById.values()].filter(({ id }) => !recorded.has(id));
    expect(missing.filter(({ program }) => !/^(overcommit|max_map_count) /m.test(program))).toEqual([]);
  });

  it("the page says what they bear, no more and no less", () => {
    expect(evidence).toEqual(evidenceOf(all));
  });

  it("a planted mistake is found", () => {
    const recording = all[0]?.recording;
    const [first, ...rest] = recording?.lines ?? [];
    if (recording === undefined || first === undefined) throw new Error("there is no recording");
    const wrong = { ...recording, lines: [{ ...first, call: first.call.replace(/= .*/, "= 7") }, ...rest] };
    const verdict = judge(wrong);
    expect(verdict.bears).toBe(false);
    expect(verdict.difference).toContain("call 1");
    expect(hasChanged({ ...recording, source: `${recording.source}\n` })).toBe(true);
  });
});
