import { splitResult } from "./straceCall.ts";
import { parseLogLine, UNFINISHED } from "./straceLine.ts";

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

const ATTACHED = " attached";
const REMARK = "strace: Process ";

/** The first process before it has a number. */
const FIRST = 0;

/**
 * Which thread a line is of. Written to a terminal, strace numbers threads only while there are several: the first
 * process begins without a number, and gets one when it makes another. Every other thread is announced.
 */
class ThreadNumbers {
  private announced = new Set<number>();
  private first: number | null = null;
  private unnumbered = false;

  copy(): ThreadNumbers {
    const other = new ThreadNumbers();
    other.announced = new Set(this.announced);
    other.first = this.first;
    other.unnumbered = this.unnumbered;
    return other;
  }

  attached(text: string): void {
    const pid = /Process (\d+) attached$/.exec(text)?.[1];
    if (pid !== undefined && Number(pid) !== this.first) this.announced.add(Number(pid));
  }

  of(pid: number | null): number {
    if (pid === null) {
      if (!this.unnumbered) this.begin();
      return FIRST;
    }
    if (!this.unnumbered || this.announced.has(pid)) return pid;
    if (this.first === null && this.announced.size > 0) this.first = pid;
    return pid === this.first ? FIRST : pid;
  }

  /** strace -p announces the process that it was told to watch as well. */
  private begin(): void {
    this.unnumbered = true;
    const [only] = this.announced;
    if (only === undefined || this.announced.size > 1) return;
    this.first = only;
    this.announced.delete(only);
  }
}

/** Takes the lines of a log one by one and puts interrupted calls together again. */
export class LogJoiner {
  private readonly begun: Map<number, BegunCall>;
  /** The thread whose line broke off at a remark of strace; its rest is the next line. */
  private torn: number | null = null;
  private readonly numbers: ThreadNumbers;

  constructor(begun: ReadonlyMap<number, BegunCall> = new Map(), numbers = new ThreadNumbers()) {
    this.begun = new Map(begun);
    this.numbers = numbers;
  }

  /** The same, for going on from here twice. */
  copy(): LogJoiner {
    return new LogJoiner(this.begun, this.numbers.copy());
  }

  /** Null: the line says nothing by itself. */
  push(text: string, lineNumber: number): LogItem | null {
    if (this.torn !== null) {
      const rest = this.restOfTorn(this.torn, text, lineNumber);
      if (rest !== undefined) return rest;
    }
    if (text.endsWith(ATTACHED)) {
      const torn = this.tears(text, lineNumber);
      this.numbers.attached(text);
      if (torn) return null;
    }
    const line = parseLogLine(text);
    if (line.kind === "other") return null;
    if (line.kind === "unparsed") {
      return { kind: "unread", lineNumber, column: line.column, why: "no-call" };
    }
    const pid = this.numbers.of(line.pid);
    switch (line.kind) {
      case "call":
        return {
          kind: "call",
          call: { lineNumber, pid, name: line.name, raw: line.text, begun: null },
        };
      case "unfinished":
        this.begun.set(pid, { lineNumber, name: line.name, text: line.text });
        return null;
      case "resumed":
        return this.resumed(pid, line.text, lineNumber);
      case "signal":
        return { kind: "signal", lineNumber, pid, text: line.text };
      case "exit":
        return this.exit(pid, line.text, lineNumber);
    }
  }

  /**
   * Without -o strace writes about a new thread in the middle of the line that it is at:
   * `clone3({…}strace: Process 9 attached`, and goes on in the next.
   */
  private tears(text: string, lineNumber: number): boolean {
    const at = text.lastIndexOf(REMARK);
    if (at <= 0) return false;
    const half = parseLogLine(`${text.slice(0, at)}${UNFINISHED}`);
    if (half.kind !== "unfinished") return false;
    this.torn = this.numbers.of(half.pid);
    this.begun.set(this.torn, { lineNumber, name: half.name, text: half.text });
    return true;
  }

  /** Undefined: the line is no rest, and stands for itself. */
  private restOfTorn(pid: number, text: string, lineNumber: number): LogItem | null | undefined {
    const first = this.begun.get(pid);
    this.torn = null;
    if (first === undefined || parseLogLine(text).kind !== "unparsed") return undefined;
    if (!text.endsWith(UNFINISHED)) return this.resumed(pid, text, lineNumber);
    const more = text.slice(0, -UNFINISHED.length).trimEnd();
    this.begun.set(pid, { ...first, text: `${first.text}${more}` });
    return null;
  }

  /** Whether the next line may be the rest of the last one. */
  get midLine(): boolean {
    return this.torn !== null;
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
