import { hex } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import type { MapsEntry } from "#engine/procMaps.ts";
import { evaluate } from "#lang/evaluate.ts";
import type { Environment } from "#lang/evaluate.ts";
import { formatClause } from "#lang/formatter.ts";
import type { MapsClause } from "#lang/program.ts";

/** An `expect maps …` line when the run has come to it. */
export interface MapsCheck {
  /** 1-based line of the source. */
  readonly line: number;
  /** How many calls were done before it. */
  readonly done: number;
  /** What is expected, in canonical form. */
  readonly text: string;
  readonly holds: boolean;
  /** What the memory map has there instead, in words; "" if the expectation holds. */
  readonly found: string;
}

type Verdict = Pick<MapsCheck, "text" | "holds" | "found">;

/** More lines than this say nothing that the first ones do not. */
const MOST_LINES = 4;

/**
 * Whether the memory map has exactly this line: the same start, end and permissions, in one mapping. With "none":
 * whether nothing is mapped in the range.
 */
export function judgeMaps(clause: MapsClause, machine: Machine, mm: Mm, names: Environment): Verdict {
  const text = formatClause(clause);
  const start = evaluate(clause.start, names);
  const len = evaluate(clause.len, names);
  if (!start.ok || !len.ok) {
    return { text, holds: false, found: start.ok ? (len.ok ? "" : len.error.message) : start.error.message };
  }
  const [from, to] = [Number(start.value), Number(start.value + len.value)];
  // The space behind the range tells of a mapping that is longer than expected.
  const entries = [...mm.vmas.entries(from, Math.max(to, from + 1))].map(({ value }) =>
    mapsEntry(machine, mm, value),
  );
  const holds = clause.perms === "none" ? entries.length === 0 : isLine(entries, from, to, clause);
  return { text, holds, found: holds ? "" : foundText(entries) };
}

const isLine = (
  entries: readonly MapsEntry[],
  from: number,
  to: number,
  { perms, name }: MapsClause,
): boolean => {
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return false;
  const same = entry.start === from && entry.end === to && entry.perms === perms;
  return same && (name === null || name === entry.name);
};

/** The lines that are there, as the program would write them. */
function foundText(entries: readonly MapsEntry[]): string {
  if (entries.length === 0) return "Nothing is mapped there.";
  const lines = entries
    .slice(0, MOST_LINES)
    .map(({ start, end, perms, name }) => `${hex(start)}-${hex(end)} ${perms} ${name}`.trim());
  const rest = entries.length - lines.length;
  return `There is ${lines.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}
