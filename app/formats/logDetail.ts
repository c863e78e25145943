import { hex, PAGE_SIZE } from "#engine/addr.ts";
import type { Vaddr } from "#engine/addr.ts";
import type { Machine } from "#engine/machine.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import { printResult } from "#lang/printCall.ts";
import { explainDifference } from "./logExplain.ts";
import type { LogImport } from "./logImport.ts";
import { mmOf } from "./logMachine.ts";
import { rangesOf } from "./logRanges.ts";
import type { CallRange } from "./logRanges.ts";
import type { RowKind } from "./logRows.ts";
import { callScenario } from "./logScenario.ts";
import type { CallScenario } from "./logScenario.ts";
import { resultFrom } from "./straceLog.ts";
import type { JudgedCall } from "./straceMemory.ts";

/** A mapping near a call, before or after it. */
export interface NearVma {
  readonly start: Vaddr;
  readonly end: Vaddr;
  readonly range: string;
  readonly perms: string;
  readonly name: string;
  readonly pages: number;
  /** The other of the two moments has the same mapping. */
  readonly same: boolean;
}

/** All there is to say of one row. */
export interface RowDetail {
  readonly row: number;
  readonly lineNumber: number;
  readonly column: number;
  readonly pid: number;
  readonly kind: RowKind;
  readonly line: string;
  /** Null for what is no call on memory. */
  readonly call: CallDetail | null;
}

export interface CallDetail {
  readonly text: string;
  readonly logged: string;
  /** The engine's own result; null where it has none. */
  readonly predicted: string | null;
  /** Why the engine decided so, why nothing could be predicted, or how the two differ. */
  readonly reason: string | null;
  /** The kernel function that decided a failure. */
  readonly where: string | null;
  readonly before: readonly NearVma[];
  readonly after: readonly NearVma[];
  readonly scenario: CallScenario | null;
}

export function rowDetail(log: LogImport, row: number): RowDetail {
  const { rows } = log;
  const replayed = log.replay(row);
  return {
    row,
    lineNumber: rows.lineNumber[row] ?? 0,
    column: rows.column[row] ?? 0,
    pid: rows.pid[row] ?? 0,
    kind: rows.kindOf(row),
    line: log.textOf(row),
    call:
      replayed === null || replayed.judged === null
        ? null
        : callDetail(log, replayed.before, replayed.judged),
  };
}

function callDetail(log: LogImport, before: Machine, judged: JudgedCall): CallDetail {
  const { call, text, logged, predicted, reason } = judged;
  const after = judged.outcome?.machine ?? before;
  const ranges = call === null ? [] : rangesOf(call, logged);
  const [old, now] = [near(before, ranges), near(after, ranges)];
  return {
    text,
    logged: logged === "" ? "?" : logged,
    predicted: call === null || predicted === null ? null : printResult(call.name, predicted),
    reason: reasonOf(judged) ?? reason,
    where: predicted?.kind === "failed" ? predicted.where : null,
    before: marked(old, now),
    after: marked(now, old),
    scenario: scenarioOf(log, before, judged),
  };
}

/** A program that does not show what the log shows helps nobody, unless the difference is the point. */
function scenarioOf(log: LogImport, machine: Machine, judged: JudgedCall): CallScenario | null {
  const { call, logged, verdict } = judged;
  if (call === null) return null;
  const scenario = callScenario({ machine, call, logged, kernel: log.kernel });
  return scenario?.faithful === true || verdict === "differs" ? scenario : null;
}

function reasonOf({ verdict, call, logged, predicted }: JudgedCall): string | null {
  if (call === null || predicted === null) return null;
  if (verdict === "differs") return explainDifference(call, resultFrom(logged), predicted);
  return verdict === "agrees" && predicted.kind === "failed" ? predicted.why : null;
}

const MOST_NEAR = 24;

/** The mappings that the ranges touch, and one neighbour on each side. */
function near(machine: Machine, ranges: readonly CallRange[]): readonly NearVma[] {
  const mm = mmOf(machine);
  if (mm === null) return [];
  const found = new Map<Vaddr, NearVma>();
  for (const { start, end } of ranges) {
    const below = mm.vmas.lastStartingBefore(start);
    const above = mm.vmas.firstEndingAfter(end);
    for (const entry of [below, ...mm.vmas.entries(start, end), above]) {
      if (entry === null || found.size >= MOST_NEAR) continue;
      const shown = mapsEntry(machine, mm, entry.value);
      found.set(entry.start, {
        start: entry.start,
        end: entry.end,
        range: `${hex(entry.start)}-${hex(entry.end)}`,
        perms: shown.perms,
        name: shown.name,
        pages: (entry.end - entry.start) / PAGE_SIZE,
        same: false,
      });
    }
  }
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

const marked = (vmas: readonly NearVma[], others: readonly NearVma[]): readonly NearVma[] =>
  vmas.map((vma) => ({
    ...vma,
    same: others.some(
      ({ range, perms, name }) => range === vma.range && perms === vma.perms && name === vma.name,
    ),
  }));
