import { asArray, asObject, parseJsonObject, stringAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import type { ReplayedCall } from "./mmTraceReplay.ts";
import type { TraceState } from "./mmTraceAccount.ts";
import { splitResult } from "./straceCall.ts";

/** What is compared after every call. */
export type ComparedKey = "result" | "fault" | "out" | "events" | "vmas" | "pages" | "mm";

export interface Difference {
  readonly key: ComparedKey;
  /** What Linux did; for lists only the entries that the engine does not have. */
  readonly expected: readonly string[];
  /** What the engine did, likewise. */
  readonly got: readonly string[];
}

/** Follows a recording line by line beside the engine's account of the same calls. */
export class TraceComparison {
  private state: JsonObject;
  /** The last verdict on each part of the state, with what it was about: most calls leave most of it alone. */
  private readonly verdicts = new Map<
    string,
    { expected: unknown; got: unknown; differences: readonly Difference[] }
  >();

  constructor(header: JsonObject) {
    this.state = header;
  }

  /** Where the account of this call differs from the recorded line; empty if they agree in everything. */
  compare(recorded: JsonObject, replayed: ReplayedCall): readonly Difference[] {
    this.state = { ...this.state, ...stateKeys(recorded) };
    const { line } = replayed;
    const [expected, got] = [splitResult(stringAt(recorded, "call", "")), splitResult(line.call)];
    return [
      ...differenceOf("result", expected.result, got.result),
      ...(["fault", "out", "events"] as const).flatMap((key) => differenceOf(key, recorded[key], line[key])),
      ...this.compareState(replayed.state),
    ];
  }

  /** Differences of the state at hand; before the first call, those of the start. */
  compareState(state: TraceState): readonly Difference[] {
    return (["vmas", "pages", "mm"] as const).flatMap((key) => {
      const [expected, got] = [this.state[key], state[key]];
      const last = this.verdicts.get(key);
      if (last !== undefined && last.expected === expected && last.got === got) return last.differences;
      const differences = differenceOf(key, expected, got);
      this.verdicts.set(key, { expected, got, differences });
      return differences;
    });
  }
}

const stateKeys = (recorded: JsonObject): JsonObject =>
  Object.fromEntries(
    ["vmas", "pages", "mm"].flatMap((key) => (key in recorded ? [[key, recorded[key]]] : [])),
  );

function differenceOf(key: ComparedKey, expected: unknown, got: unknown): readonly Difference[] {
  // Nearly always the two are written alike; only else is it worth looking at the parts.
  if (expected === got || JSON.stringify(expected) === JSON.stringify(got)) return [];
  const [wanted, have] = [entriesOf(expected), entriesOf(got)];
  if (wanted.length === have.length && wanted.every((entry, index) => entry === have[index])) return [];
  const [inWanted, inHave] = [new Set(wanted), new Set(have)];
  const missing = wanted.filter((entry) => !inHave.has(entry));
  const extra = have.filter((entry) => !inWanted.has(entry));
  if (missing.length > 0 || extra.length > 0) return [{ key, expected: missing, got: extra }];
  return [{ key, expected: wanted, got: have }]; // the same entries in another order
}

/** A value as a list of texts, independent of the order of keys. */
function entriesOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return asArray(value).map(canonical);
  return [canonical(value)];
}

/** `F` on the zero page means nothing: some kernels set it, some do not. */
const withoutNoise = (key: string, value: unknown): unknown =>
  key === "bits" && typeof value === "string" && value.includes("Z") ? value.replace("F", "") : value;

function canonical(value: unknown): string {
  const object = asObject(value);
  if (object === null) return typeof value === "string" ? value : JSON.stringify(value);
  const keys = Object.keys(object).toSorted();
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, withoutNoise(key, object[key])])));
}

/** The call lines of a recording. */
export const recordedCalls = (text: string): readonly JsonObject[] =>
  text
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => parseJsonObject(line) ?? {});
