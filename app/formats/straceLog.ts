import { parseLogLine } from "./straceLine.ts";
import { splitResult } from "./straceCall.ts";

/** A finished call of a log. */
export interface LogCall {
  /** 1-based line at which it finished. */
  readonly lineNumber: number;
  /** The thread's number; 0 where the log does not say. */
  readonly pid: number;
  readonly name: string;
  /** Call and result, as strace prints them without -f, -t or -T. */
  readonly line: string;
}

/** The calls of a log in the order in which they returned; interrupted lines are put together again. */
export function* callsOfLog(text: string): IterableIterator<LogCall> {
  const begun = new Map<number, string>();
  let start = 0;
  for (let lineNumber = 1; start < text.length; lineNumber += 1) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = parseLogLine(text.slice(start, end));
    start = end + 1;
    if (line.kind === "call") yield { lineNumber, pid: line.pid ?? 0, name: line.name, line: line.text };
    if (line.kind === "unfinished") begun.set(line.pid ?? 0, line.text);
    if (line.kind === "resumed") {
      const first = begun.get(line.pid ?? 0);
      begun.delete(line.pid ?? 0);
      if (first !== undefined) {
        yield { lineNumber, pid: line.pid ?? 0, name: line.name, line: `${first}${line.text}` };
      }
    }
  }
}

/** What a log says a call returned. */
export type LoggedResult =
  | { readonly kind: "value"; readonly value: bigint }
  | { readonly kind: "errno"; readonly errno: string }
  /** "?", or nothing: the call did not return. */
  | { readonly kind: "none" };

export function resultOf(line: string): LoggedResult {
  const { result } = splitResult(line);
  const errno = /^-1 (E[A-Z0-9]+)/.exec(result)?.[1];
  if (errno !== undefined) return { kind: "errno", errno };
  const value = /^(?:0x[0-9a-f]+|-?\d+)/.exec(result)?.[0];
  if (value === undefined) return { kind: "none" };
  return { kind: "value", value: value.startsWith("-") ? -BigInt(value.slice(1)) : BigInt(value) };
}
