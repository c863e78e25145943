import { splitResult } from "./straceCall.ts";
import { parseLogLine } from "./straceLine.ts";

/** A finished call of a log. */
export interface LogCall {
  /** 1-based line at which it finished. */
  readonly lineNumber: number;
  /** The thread's number; 0 where the log does not say. */
  readonly pid: number;
  readonly name: string;
  /** Call and result as they stand in the log, without what stands in front. See `withoutNotes`. */
  readonly raw: string;
  /** The line at which it began, if that is another one. */
  readonly begun: number | null;
}

/** What a line of a log, with the lines before it, amounts to. */
export type LogItem =
  | { readonly kind: "call"; readonly call: LogCall }
  | {
      readonly kind: "signal" | "exit";
      readonly lineNumber: number;
      readonly pid: number;
      readonly text: string;
    }
  /** A line that is no line of strace, or a half of a call whose other half is not in the log. */
  | {
      readonly kind: "unread";
      readonly lineNumber: number;
      readonly column: number;
      readonly why: "no-call" | "no-beginning" | "no-end";
    };

/** A call that has begun and not come back. */
export interface BegunCall {
  readonly lineNumber: number;
  readonly name: string;
  readonly text: string;
}

/** Takes the lines of a log one by one and puts interrupted calls together again. */
export class LogJoiner {
  private readonly begun: Map<number, BegunCall>;

  constructor(begun: ReadonlyMap<number, BegunCall> = new Map()) {
    this.begun = new Map(begun);
  }

  /** Null: the line says nothing by itself. */
  push(text: string, lineNumber: number): LogItem | null {
    const line = parseLogLine(text);
    switch (line.kind) {
      case "other":
        return null;
      case "unparsed":
        return { kind: "unread", lineNumber, column: line.column, why: "no-call" };
      case "call":
        return {
          kind: "call",
          call: { lineNumber, pid: line.pid ?? 0, name: line.name, raw: line.text, begun: null },
        };
      case "unfinished":
        this.begun.set(line.pid ?? 0, { lineNumber, name: line.name, text: line.text });
        return null;
      case "resumed":
        return this.resumed(line.pid ?? 0, line.text, lineNumber);
      case "signal":
        return { kind: "signal", lineNumber, pid: line.pid ?? 0, text: line.text };
      case "exit":
        return this.exit(line.pid ?? 0, line.text, lineNumber);
    }
  }

  private resumed(pid: number, text: string, lineNumber: number): LogItem {
    const first = this.begun.get(pid);
    if (first === undefined) return { kind: "unread", lineNumber, column: 1, why: "no-beginning" };
    this.begun.delete(pid);
    const raw = `${first.text}${text}`;
    return { kind: "call", call: { lineNumber, pid, name: first.name, raw, begun: first.lineNumber } };
  }

  private exit(pid: number, text: string, lineNumber: number): LogItem {
    const heir = /superseded by execve in pid (\d+)/.exec(text)?.[1];
    // execve in another thread comes back under the number of the process.
    const execve = heir === undefined ? undefined : this.begun.get(Number(heir));
    this.begun.delete(pid);
    if (execve !== undefined) {
      this.begun.delete(Number(heir));
      this.begun.set(pid, execve);
    }
    return { kind: "exit", lineNumber, pid, text };
  }

  /** Calls that have not come back, by thread, in the order in which they began. */
  get pending(): ReadonlyMap<number, BegunCall> {
    return this.begun;
  }
}

/** All that a log says, in the order of its lines. */
export function* itemsOfLog(text: string, joiner: LogJoiner): IterableIterator<LogItem> {
  let start = 0;
  for (let lineNumber = 1; start < text.length; lineNumber += 1) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const item = joiner.push(text.slice(start, end), lineNumber);
    start = end + 1;
    if (item !== null) yield item;
  }
}

/** What a log says a call returned. */
export type LoggedResult =
  | { readonly kind: "value"; readonly value: bigint }
  | { readonly kind: "errno"; readonly errno: string }
  /** "?", or nothing: the call did not return. */
  | { readonly kind: "none" };

const NONE: LoggedResult = { kind: "none" };
const ZERO: LoggedResult = { kind: "value", value: 0n };

export function resultOf(line: string): LoggedResult {
  // Most calls return 0.
  if (line.endsWith("= 0") && line.endsWith(" = 0")) return ZERO;
  return resultFrom(splitResult(line).result);
}

/** Reads a result as strace prints it. */
export function resultFrom(result: string): LoggedResult {
  if (result === "0") return ZERO;
  const errno = /^-1 (E[A-Z0-9]+)/.exec(result)?.[1];
  if (errno !== undefined) return { kind: "errno", errno };
  const value = /^(?:0x[0-9a-f]+|-?\d+)/.exec(result)?.[0];
  if (value === undefined) return NONE;
  return { kind: "value", value: value.startsWith("-") ? -BigInt(value.slice(1)) : BigInt(value) };
}
