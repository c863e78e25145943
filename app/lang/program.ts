import type { SourceRange } from "./diagnostics.ts";

/** What can stand for a value. Names are variables or constants; which of them the checker knows. */
export type Expr =
  | { readonly kind: "number"; readonly value: bigint; readonly text: string; readonly range: SourceRange }
  | { readonly kind: "char"; readonly value: bigint; readonly text: string; readonly range: SourceRange }
  | { readonly kind: "string"; readonly value: string; readonly range: SourceRange }
  | { readonly kind: "name"; readonly name: string; readonly range: SourceRange }
  /** 64 KiB: a number with a unit. */
  | { readonly kind: "size"; readonly of: Expr; readonly unit: Unit; readonly range: SourceRange }
  | { readonly kind: "unary"; readonly op: "-" | "~"; readonly of: Expr; readonly range: SourceRange }
  | {
      readonly kind: "binary";
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly range: SourceRange;
    }
  | { readonly kind: "struct"; readonly members: readonly Member[]; readonly range: SourceRange };

export type Unit = "KiB" | "MiB" | "GiB" | "TiB";
export type BinaryOp = "|" | "<<" | "+" | "-" | "*";

/** A member of a structure; without a name in the short form, where the place decides. */
export interface Member {
  readonly name: string | null;
  readonly value: Expr;
}

/** What should come back, written behind a call. */
export type Expectation =
  | { readonly kind: "value"; readonly value: Expr; readonly range: SourceRange }
  | { readonly kind: "errno"; readonly errno: string; readonly range: SourceRange }
  | { readonly kind: "signal"; readonly signal: string; readonly range: SourceRange }
  /** strace's "?": the call did not return. */
  | { readonly kind: "unknown"; readonly range: SourceRange };

export interface CallStatement {
  readonly kind: "call";
  /** `thread NAME:` in front of this very call; null: the thread of the lines before. */
  readonly thread: string | null;
  readonly assigned: string | null;
  readonly callee: string;
  readonly calleeRange: SourceRange;
  readonly args: readonly Expr[];
  readonly expectation: Expectation | null;
  /** From the first to the last character of the statement. */
  readonly range: SourceRange;
}

/** A mapping as a line of /proc/PID/maps has it. */
export interface MapsClause {
  readonly start: Expr;
  readonly len: Expr;
  /** "rw-p" as in /proc/PID/maps; "none": nothing is mapped there. */
  readonly perms: string;
  /** The last column of /proc/PID/maps; null: any. */
  readonly name: string | null;
}

/** `expect maps …`: at this place the memory map of the thread's process has exactly this line. No step of its own. */
export interface ExpectStatement {
  readonly kind: "expect";
  readonly thread: string | null;
  readonly clause: MapsClause;
  readonly range: SourceRange;
}

/** A setting of the machine: word and values as written, checked by `settings.ts`. */
export interface SettingStatement {
  readonly kind: "setting";
  readonly setting: Setting;
  readonly range: SourceRange;
}

export type Setting =
  | { readonly name: "title"; readonly text: string }
  | { readonly name: "kernel"; readonly release: string }
  | { readonly name: "limit"; readonly resource: LimitName; readonly soft: Expr; readonly hard: Expr | null }
  | { readonly name: "thp"; readonly mode: "always" | "madvise" | "never" }
  | { readonly name: "overcommit"; readonly mode: 0 | 1 | 2 }
  | { readonly name: "max_map_count"; readonly count: Expr }
  | { readonly name: "mmap_min_addr"; readonly addr: Expr }
  | { readonly name: "memory"; readonly bytes: Expr }
  | { readonly name: "capabilities"; readonly names: readonly string[] }
  /** A mapping that is there before the first call. */
  | { readonly name: "maps"; readonly clause: MapsClause };

export type LimitName = "MEMLOCK" | "AS" | "DATA" | "STACK";

/** `thread NAME:` on a line of its own: holds until the next. */
export interface ThreadStatement {
  readonly kind: "thread";
  readonly thread: string;
  readonly range: SourceRange;
}

/** `NAME = VALUE`: a name for a number; no step of its own. */
export interface LetStatement {
  readonly kind: "let";
  readonly name: string;
  readonly value: Expr;
  readonly range: SourceRange;
}

/** A line that could not be understood; it is kept as written, and a run stops in front of it. */
export interface BadStatement {
  readonly kind: "bad";
  readonly text: string;
  readonly range: SourceRange;
}

export type Statement =
  | CallStatement
  | LetStatement
  | ExpectStatement
  | SettingStatement
  | ThreadStatement
  | BadStatement;

/** One line of the program: a statement, a comment, both, or neither (a blank line). */
export interface Line {
  readonly statement: Statement | null;
  /** Comment at the line's end, with its marks. */
  readonly comment: string | null;
}

/** A scenario as data: what the text says, in order, nothing evaluated. */
export interface Program {
  readonly lines: readonly Line[];
}

/** The statements of a program in order. */
export const statementsOf = (program: Program): readonly Statement[] =>
  program.lines.flatMap((line) => (line.statement === null ? [] : [line.statement]));

/** The calls of a program with the thread that makes each. */
export function callsOf(program: Program): readonly { thread: string; statement: CallStatement }[] {
  let current = MAIN_THREAD;
  const calls: { thread: string; statement: CallStatement }[] = [];
  for (const statement of statementsOf(program)) {
    if (statement.kind === "thread") current = statement.thread;
    if (statement.kind === "call") calls.push({ thread: statement.thread ?? current, statement });
  }
  return calls;
}

/** The thread that runs lines before any `thread NAME:`. */
export const MAIN_THREAD = "main";
