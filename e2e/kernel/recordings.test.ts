import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadModule } from "../tools/replay/load.mjs";
import { readText, stem } from "../tools/replay/recordings.mjs";
import agreement from "./agreement.json" with { type: "json" };

/** As one bundle: it runs three times as fast as single modules. */
const { recordedCalls, replayTrace, TraceComparison } = (await loadModule(
  "e2e/tools/replay/entry.ts",
)) as typeof import("../tools/replay/entry.ts");

const DIR = join(import.meta.dirname, "recordings");

/** How many calls of a recording agree with Linux in everything: result, mappings, pages, counters, events. */
function agreeing(path: string): { agree: number; total: number } {
  const text = readText(path);
  const replay = replayTrace(text);
  if (!replay.ok) throw new Error(`${path}: ${replay.error}`);
  const recorded = recordedCalls(text);
  const comparison = new TraceComparison(replay.value.header.json);
  expect(comparison.compareState(replay.value.initial)).toEqual([]);
  let agree = 0;
  let index = 0;
  for (const replayed of replay.value.calls) {
    const line = recorded[index];
    if (line !== undefined && comparison.compare(line, replayed).length === 0) agree += 1;
    index += 1;
  }
  return { agree, total: recorded.length };
}

/** Calls that agree and all calls, by theme: "725/725". */
function byTheme(version: string): Record<string, string> {
  const counts = new Map<string, { agree: number; total: number }>();
  for (const file of readdirSync(join(DIR, version)).toSorted()) {
    const theme = stem(file).replace(/-\d+$/, "");
    const before = counts.get(theme) ?? { agree: 0, total: 0 };
    const { agree, total } = agreeing(join(DIR, version, file));
    counts.set(theme, { agree: before.agree + agree, total: before.total + total });
  }
  return Object.fromEntries([...counts].map(([theme, { agree, total }]) => [theme, `${agree}/${total}`]));
}

/**
 * The engine beside Linux. The table is what holds today; `conformance-traces.mjs --save` writes it anew, so that it
 * gets better, or worse, only with a change that somebody looked at.
 */
describe("recordings of real kernels", () => {
  it.each(Object.entries(agreement))("%s", { timeout: 120_000 }, (version, themes) => {
    expect(byTheme(version)).toEqual(themes);
  });

  it("are all in the table", () => {
    const folders = readdirSync(DIR, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(Object.keys(agreement).toSorted()).toEqual(folders.map((entry) => entry.name).toSorted());
  });
});
