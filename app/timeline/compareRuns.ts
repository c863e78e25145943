import type { CallResult, StructValue } from "#engine/calls.ts";
import { hex } from "#engine/addr.ts";
import type { Machine, MmId } from "#engine/machine.ts";
import { printResult } from "#lang/printCall.ts";
import { type Row, alignRuns } from "./compareAlign.ts";
import { measuresOf } from "./compareEvents.ts";
import { FrameTwins } from "./compareFrames.ts";
import {
  type Sides,
  type StateDifference,
  type StateKind,
  counterDifferences,
  machineDifferences,
  mappingDifferences,
  pageDifferences,
} from "./compareState.ts";
import type { Step, Timeline } from "./timeline.ts";

export type DifferenceKind = StateKind | "call" | "result" | "event";

/** One thing in which two runs differ, and the row in which it begins to. */
export interface Difference extends Omit<StateDifference, "kind"> {
  readonly kind: DifferenceKind;
  /** Unique within a comparison. */
  readonly key: string;
  /** Row after which it is so; -1: from the start. */
  readonly row: number;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** By row. */
  readonly differences: readonly Difference[];
}

type Finding = Omit<Difference, "key" | "row">;

const finding = (
  kind: DifferenceKind,
  subject: string,
  left: string | null,
  right: string | null,
): Finding => ({
  kind,
  subject,
  left,
  right,
  mm: null,
  pages: null,
});

const outText = (out: StructValue): string =>
  Object.entries(out)
    .map(([name, value]) => `${name}=${typeof value === "bigint" ? hex(value) : `{${outText(value)}}`}`)
    .join(", ");

const resultText = (name: string, result: CallResult): string => {
  const out = "out" in result ? ` {${outText(result.out)}}` : "";
  return `${result.kind === "blocked" ? "sleeps" : printResult(name, result)}${out}`;
};

const resultOf = (step: Step): string => resultText(step.call.name, step.result);

/** What the calls of a row show themselves: that one side has none, their results, what they did. */
const callFindings = ({ left, right }: Row): readonly Finding[] => {
  const call = left ?? right;
  if (call === null) return [];
  if (left === null || right === null) {
    return [finding("call", call.text, left && resultOf(left), right && resultOf(right))];
  }
  const [a, b] = [measuresOf(left.events), measuresOf(right.events)];
  const measures = [...new Set([...a.keys(), ...b.keys()])];
  return [
    ...(resultOf(left) === resultOf(right)
      ? []
      : [finding("result", left.call.name, resultOf(left), resultOf(right))]),
    ...measures
      .filter((measure) => a.get(measure) !== b.get(measure))
      .map((measure) => finding("event", measure, String(a.get(measure) ?? 0), String(b.get(measure) ?? 0))),
  ];
};

/** Compares parts of two machines again only when one of them has become another object. */
class StateReader {
  private readonly twins: FrameTwins;
  private readonly known = new Map<string, { inputs: readonly unknown[]; found: readonly Finding[] }>();

  constructor(twins: FrameTwins) {
    this.twins = twins;
  }

  private remembered(part: string, inputs: readonly unknown[], compute: () => readonly Finding[]) {
    const last = this.known.get(part);
    if (last?.inputs.every((input, i) => input === inputs[i])) return last.found;
    const found = compute();
    this.known.set(part, { inputs, found });
    return found;
  }

  read(left: Machine, right: Machine): readonly Finding[] {
    const frames = [left.frames, right.frames];
    const ids = [...new Set<MmId>([...left.mms.keys(), ...right.mms.keys()])];
    const whole = this.remembered("machine", [...frames, left.committed, right.committed], () =>
      machineDifferences(left, right),
    );
    const parts = ids.flatMap((id): readonly Finding[] => {
      const mms = [left.mms.get(id), right.mms.get(id)] as const;
      const sides: Sides = { id, machines: [left, right], mms };
      const vmas = mms.map((mm) => mm?.vmas);
      const tables = mms.map((mm) => mm?.pageTable.entries);
      return [
        ...this.remembered(`vmas ${id}`, [...vmas, ...mms.map((mm) => mm?.brk)], () =>
          mappingDifferences(sides),
        ),
        ...this.remembered(`pages ${id}`, [...tables, ...frames], () => pageDifferences(sides, this.twins)),
        ...this.remembered(`counters ${id}`, mms, () => counterDifferences(sides)),
      ];
    });
    return [...parts, ...whole];
  }
}

const keyOf = ({ kind, subject, left, right, mm }: Finding): string =>
  `${kind} ${mm ?? ""} ${subject} ${left ?? "–"} ${right ?? "–"}`;

/** While one side waits in a gap the two are not at the same place; they are compared when both go on. */
const comparesAfter = (rows: readonly Row[], index: number): boolean => {
  const [row, next] = [rows[index], rows[index + 1]];
  const paired = (each: Row): boolean => each.left !== null && each.right !== null;
  return row === undefined || next === undefined || paired(row) || paired(next);
};

/** Two runs in lockstep, and everything in which they differ: each thing once, where it begins. */
export const compareRuns = (left: Timeline, right: Timeline): Comparison => {
  const rows = alignRuns(left, right);
  const twins = new FrameTwins(left.initial, right.initial);
  const reader = new StateReader(twins);
  const differences: Difference[] = [];
  let before: ReadonlySet<string> = new Set();
  let machines: readonly [Machine, Machine] = [left.initial, right.initial];
  const note = (row: number, findings: readonly Finding[]): void => {
    for (const found of findings) differences.push({ ...found, row, key: `${row} ${keyOf(found)}` });
  };
  const compareStates = (row: number): void => {
    const found = reader.read(...machines);
    note(
      row,
      found.filter((each) => !before.has(keyOf(each))),
    );
    before = new Set(found.map(keyOf));
  };
  compareStates(-1);
  for (const [index, row] of rows.entries()) {
    twins.add(row);
    machines = [row.left?.after ?? machines[0], row.right?.after ?? machines[1]];
    note(index, callFindings(row));
    if (comparesAfter(rows, index)) compareStates(index);
  }
  return { rows, differences };
};
