/**
 * A program taken apart into what its threads do, so that their calls can be put into any order that keeps each
 * thread's own: what runs first, the calls of each thread, and the text to write an order down again.
 */
import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { MAIN_THREAD } from "#lang/program.ts";
import type { CallStatement, LetStatement, Program } from "#lang/program.ts";
import { parseScenario } from "#lang/scenario.ts";
import { piecesOf } from "./interleavePieces.ts";
import type { Piece } from "./interleavePieces.ts";

/** A call whose place among the calls of other threads is free. */
export interface FreeCall {
  readonly call: CallStatement;
  /** Names given in the lines before the call that belong to it. */
  readonly lets: readonly LetStatement[];
  /** Variables that must have a value first. */
  readonly needs: readonly string[];
  /** Variables that have a value afterwards. */
  readonly gives: readonly string[];
  /** Its lines, comments and expectations included, with the thread's name in front of the call. */
  readonly text: string;
}

export interface Lane {
  readonly thread: string;
  readonly calls: readonly FreeCall[];
}

/** For each free call in turn the lane whose next call it is. */
export type Order = readonly number[];

export interface InterleavePlan {
  readonly program: Program;
  /** What runs before the threads do: settings, and the first calls of the main thread. */
  readonly head: readonly Piece[];
  readonly headText: string;
  /** How many calls are in the head. */
  readonly setUp: number;
  readonly lanes: readonly Lane[];
  /** The order of the text itself. */
  readonly written: Order;
  readonly tailText: string;
}

/** A program with more free calls than this is a log, not something to put into every order. */
const MOST_CALLS = 60;

/**
 * @param setUp how many calls come first in every order; left out: what the main thread does at the start, before
 *   another thread does anything and before it moves memory itself
 */
export function planOf(text: string, setUp?: number): Result<InterleavePlan, Diagnostic | "too-long"> {
  const { program, diagnostics } = parseScenario(text);
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return err(error);
  const { pieces, tail } = piecesOf(text, program);
  const calls = pieces.filter(({ statement }) => statement.kind === "call");
  const first = Math.min(setUp ?? setUpOf(calls), calls.length);
  if (calls.length - first > MOST_CALLS) return err("too-long");
  const { rest, ...parts } = split(pieces, calls[first] ?? null);
  return ok({ program, ...parts, setUp: first, tailText: rest + tail });
}

/** What the main thread does before others start. */
function setUpOf(calls: readonly Piece[]): number {
  const end = calls.findIndex(
    ({ thread, statement }) =>
      thread !== MAIN_THREAD || (statement.kind === "call" && statement.callee === "mremap"),
  );
  return end === -1 ? calls.length : end;
}

type Parts = Pick<InterleavePlan, "head" | "headText" | "lanes" | "written"> & {
  /** Text behind the last call. */
  readonly rest: string;
};

function split(pieces: readonly Piece[], firstFree: Piece | null): Parts {
  const at = firstFree === null ? pieces.length : pieces.indexOf(firstFree);
  // A name given just before the first free call is there from the start.
  const head = pieces.slice(0, at);
  const lanes = new Map<string, FreeCall[]>();
  const threads: string[] = [];
  let open: Piece[] = [];
  let last: { thread: string; call: FreeCall } | null = null;
  for (const piece of pieces.slice(at)) {
    if (piece.statement.kind === "expect" && last !== null && open.length === 0) {
      const calls = lanes.get(last.thread) ?? [];
      last.call = { ...last.call, text: last.call.text + piece.text };
      calls[calls.length - 1] = last.call;
      continue;
    }
    open.push(piece);
    if (piece.statement.kind !== "call") continue;
    last = { thread: piece.thread, call: freeCall(open, piece.statement) };
    lanes.set(piece.thread, [...(lanes.get(piece.thread) ?? []), last.call]);
    threads.push(piece.thread);
    open = [];
  }
  const names = [...lanes.keys()].toSorted(byName);
  return {
    head,
    headText: textOf(head),
    lanes: names.map((thread) => ({ thread, calls: lanes.get(thread) ?? [] })),
    written: threads.map((thread) => names.indexOf(thread)),
    rest: textOf(open),
  };
}

/** The main thread first. Not by first appearance: lanes keep their places when calls change theirs. */
const byName = (a: string, b: string): number => {
  if (a === MAIN_THREAD || b === MAIN_THREAD) return a === MAIN_THREAD ? -1 : 1;
  return a < b ? -1 : 1;
};

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

function freeCall(pieces: readonly Piece[], call: CallStatement): FreeCall {
  const lets = pieces.flatMap(({ statement }) => (statement.kind === "let" ? [statement] : []));
  const own = new Set(lets.map(({ name }) => name));
  return {
    call,
    lets,
    needs: [...new Set(pieces.flatMap(({ needs }) => needs))].filter((name) => !own.has(name)),
    gives: pieces.flatMap((piece) => piece.gives),
    text: textOf(pieces),
  };
}

/** The program with its calls in this order; every call says whose it is. */
export function textInOrder({ headText, lanes, tailText }: InterleavePlan, order: Order): string {
  const next = lanes.map(() => 0);
  const lines = order.map((lane) => {
    const at = next[lane] ?? 0;
    next[lane] = at + 1;
    return lanes[lane]?.calls[at]?.text ?? "";
  });
  return headText + lines.join("") + tailText;
}
