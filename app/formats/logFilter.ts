import { kindNumber } from "./logRows.ts";
import type { LogRows, RowKind } from "./logRows.ts";

/** What is looked for in an imported log. Everything has to fit; "" and null: anything. */
export interface LogFilter {
  /** Text of the line, without regard to case; a whole address is also found inside ranges. */
  readonly text: string;
  readonly call: string;
  /** Errno or signal. */
  readonly errno: string;
  readonly pid: number | null;
  /** A kind of row; `memory`: all calls that can change memory. */
  readonly kind: RowKind | "memory" | "";
}

export const NO_FILTER: LogFilter = { text: "", call: "", errno: "", pid: null, kind: "" };

const MEMORY_KINDS: readonly RowKind[] = ["agrees", "differs", "takenOver", "notModelled"];

const kindsOf = (kind: LogFilter["kind"]): ReadonlySet<number> | null => {
  if (kind === "") return null;
  const kinds = kind === "memory" ? MEMORY_KINDS : [kind];
  return new Set(kinds.map((one) => kindNumber(one)));
};

/** The rows that fit, ascending. `textOf` gives a row's line. */
export function rowsThatFit(
  rows: LogRows,
  filter: LogFilter,
  textOf: (row: number) => string,
): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(rows.length);
  const kinds = kindsOf(filter.kind);
  const call = filter.call === "" ? null : rows.calls.find(filter.call);
  const errno = filter.errno === "" ? null : rows.errnos.find(filter.errno);
  const fits = textTest(filter.text.trim());
  let count = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (kinds !== null && !kinds.has(rows.kind[row] ?? 0)) continue;
    if (call !== null && rows.call[row] !== call) continue;
    if (errno !== null && rows.errno[row] !== errno) continue;
    if (filter.pid !== null && rows.pid[row] !== filter.pid) continue;
    if (fits !== null && !fits(textOf(row))) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

const ADDRESS = /^0x[0-9a-f]{4,12}$/i;

function textTest(text: string): ((line: string) => boolean) | null {
  if (text === "") return null;
  const address = ADDRESS.test(text) ? Number(text) : null;
  const wanted = text.toLowerCase();
  if (address !== null) return (line) => line.includes(wanted) || covers(line, address);
  if (wanted !== text) return (line) => line.includes(text) || line.toLowerCase().includes(wanted);
  return (line) => line.includes(wanted) || line.toLowerCase().includes(wanted);
}

/** Calls that begin with a range: address, length; mremap has a second length. */
const RANGE =
  /\b(?:munmap|mprotect|mremap|madvise|mmap|mlock2?|munlock|msync|mseal)\((0x[0-9a-f]+|NULL), (\d+)(?:, (\d+))?/;
const PLACED = / = (0x[0-9a-f]+)/;

/** Whether a call's line works on memory that contains the address. */
function covers(line: string, address: number): boolean {
  const range = RANGE.exec(line);
  if (range === null) return false;
  const [, start = "", length = "0", second = "0"] = range;
  const inside = (from: number, bytes: number): boolean => address >= from && address < from + bytes;
  if (start !== "NULL" && inside(Number(start), Number(length))) return true;
  const placed = PLACED.exec(line)?.[1];
  const bytes = line.includes("mremap(") ? Number(second) : Number(length);
  return placed !== undefined && inside(Number(placed), bytes);
}
