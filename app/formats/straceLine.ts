/** One line of an strace log, taken apart but for its arguments. Texts still carry the notes of -y, -T and -X. */
export type LogLine =
  | { readonly kind: "call"; readonly pid: number | null; readonly name: string; readonly text: string }
  /** `mmap(NULL, 8192, … <unfinished ...>` */
  | {
      readonly kind: "unfinished";
      readonly pid: number | null;
      readonly name: string;
      readonly text: string;
    }
  /** `<... mmap resumed>…` */
  | { readonly kind: "resumed"; readonly pid: number | null; readonly name: string; readonly text: string }
  | { readonly kind: "signal"; readonly pid: number | null; readonly text: string }
  | { readonly kind: "exit"; readonly pid: number | null; readonly text: string }
  /** Empty, something that strace says about itself, or a line of a stack (-k). */
  | { readonly kind: "other" }
  /** Nothing that strace writes. `column` is 1-based: where reading ended. */
  | { readonly kind: "unparsed"; readonly column: number };

const OTHER: LogLine = { kind: "other" };
/** What strace says about itself or its tracees. */
const REMARK = /^(?:\/\S*\/)?strace: |^Process \d+ |^(?:% time|------ |100\.\d+ )|^[ \t]*>\s/;
/** A thread has at most seven digits; more are seconds since 1970. */
const LONGEST_PID = 7;

const [BLANK, TAB, BRACKET, DASH, LESS, PLUS, PAREN] = [0x20, 0x09, 0x5b, 0x2d, 0x3c, 0x2b, 0x28];
const [ZERO, NINE, DOT, COLON, UNDERSCORE, LOW_A, LOW_Z] = [0x30, 0x39, 0x2e, 0x3a, 0x5f, 0x61, 0x7a];

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;
/** Of a call's name; anything else ends it. */
const isNameCode = (code: number): boolean =>
  (code >= LOW_A && code <= LOW_Z) || code === UNDERSCORE || isDigit(code);

/** Reads what stands in front of a call, character by character: logs have millions of lines. */
class Prefix {
  readonly line: string;
  at = 0;
  pid: number | null = null;

  constructor(line: string) {
    this.line = line;
  }

  /** Goes to where the call, signal or exit begins. */
  skip(): void {
    for (;;) {
      this.blanks();
      const code = this.line.charCodeAt(this.at);
      if (isDigit(code)) {
        if (!this.number()) return;
      } else if (code === BRACKET) {
        if (!this.bracket()) return;
      } else if (code === PAREN || (code === PLUS && !this.line.startsWith("+++", this.at))) {
        if (!this.relativeTime()) return;
      } else return;
    }
  }

  private blanks(): void {
    let code = this.line.charCodeAt(this.at);
    while (code === BLANK || code === TAB) code = this.line.charCodeAt((this.at += 1));
  }

  /** A thread's number, or a time of -t, -tt, -ttt or -r. False if it is neither. */
  private number(): boolean {
    let to = this.at;
    let code = ZERO;
    let plain = true;
    while (isDigit(code) || code === DOT || code === COLON) {
      plain &&= isDigit(code);
      code = this.line.charCodeAt((to += 1));
    }
    // -Y: 955<python3>
    if (code === LESS && plain) {
      const close = this.line.indexOf("> ", to);
      if (close === -1) return false;
      this.pid = Number(this.line.slice(this.at, to));
      this.at = close + 1;
      return true;
    }
    if (code !== BLANK && code !== TAB) return false;
    if (plain && to - this.at <= LONGEST_PID && this.pid === null) {
      this.pid = Number(this.line.slice(this.at, to));
    }
    this.at = to;
    return true;
  }

  /** `[pid 955]`, `[pid 955<python3>]`, the place of -i, the number of -n. */
  private bracket(): boolean {
    const close = this.line.indexOf("]", this.at);
    if (close === -1) return false;
    const inside = this.line.slice(this.at + 1, close);
    const pid = /^pid\s+(\d+)(?:<.*>)?$/.exec(inside)?.[1];
    if (pid !== undefined) this.pid = Number(pid);
    else if (!/^\s*[0-9a-f?]+$/.test(inside)) return false;
    this.at = close + 1;
    return true;
  }

  /** `+ 0.000123` and `(+ 0.000123)` of -r. */
  private relativeTime(): boolean {
    const found = /^(?:\(\+\s*\d+\.\d+\)|\+\s*\d+\.\d+)(?=\s)/.exec(this.line.slice(this.at, this.at + 40));
    if (found === null) return false;
    this.at += found[0].length;
    return true;
  }
}

/** Takes one line apart; never fails. */
export function parseLogLine(raw: string): LogLine {
  const line = raw.trimEnd();
  if (line === "") return OTHER;
  const prefix = new Prefix(line);
  prefix.skip();
  const { at, pid } = prefix;
  const code = line.charCodeAt(at);
  if (isNameCode(code) && !isDigit(code)) {
    let to = at;
    while (isNameCode(line.charCodeAt(to))) to += 1;
    if (line.charCodeAt(to) === PAREN) return callLine(line, { at, to, pid });
    return REMARK.test(line) ? OTHER : { kind: "unparsed", column: to + 1 };
  }
  if (code === LESS) return resumedLine(line, at, pid);
  if (code === DASH && line.startsWith("---", at)) return { kind: "signal", pid, text: line.slice(at) };
  if (code === PLUS && line.startsWith("+++", at)) return { kind: "exit", pid, text: line.slice(at) };
  return REMARK.test(line) ? OTHER : { kind: "unparsed", column: at + 1 };
}

/** A call's name at [at, to). */
interface Place {
  readonly at: number;
  readonly to: number;
  readonly pid: number | null;
}

/** How strace ends the line of a call that another thread interrupts. */
export const UNFINISHED = "<unfinished ...>";

function callLine(line: string, { at, to, pid }: Place): LogLine {
  const name = line.slice(at, to);
  if (line.endsWith(UNFINISHED)) {
    const text = line.slice(at, line.length - UNFINISHED.length).trimEnd();
    return { kind: "unfinished", pid, name, text };
  }
  return { kind: "call", pid, name, text: line.slice(at) };
}

function resumedLine(line: string, at: number, pid: number | null): LogLine {
  const head = /^<\.\.\. (\w+) resumed>\s?/.exec(line.slice(at, at + 80));
  if (head?.[1] === undefined) return { kind: "unparsed", column: at + 1 };
  return { kind: "resumed", pid, name: head[1], text: line.slice(at + head[0].length) };
}

const TIME_TAKEN = /^<\d+\.\d+>$/;

/**
 * A call's text without what strace adds to explain: descriptor notes (3</tmp/a>, 4<anon_inode:[userfaultfd]>), the
 * time a call took (<0.000012>), names behind raw numbers (0x3 followed by them as a comment).
 */
export function withoutNotes(text: string): string {
  let plain = text;
  if (plain.endsWith(">")) {
    // A search for the time from the left would look at every character of the line.
    const at = plain.lastIndexOf("<");
    if (TIME_TAKEN.test(plain.slice(at))) plain = plain.slice(0, at);
  }
  if (plain.includes("<")) plain = plain.replace(/\b(\d+|AT_FDCWD)<(?:[^<>"]|<[^<>]*>|->)*>/g, "$1");
  if (plain.includes("/*")) plain = plain.replace(/ \/\* [^*"]* \*\//g, "");
  return plain.trimEnd();
}

/** The path that -y shows behind the descriptor `fd` in a call's text; null if there is none. */
export const pathOfDescriptor = (text: string, fd: number): string | null =>
  new RegExp(`\\b${fd}<([^<>]*)>`).exec(text)?.[1] ?? null;
