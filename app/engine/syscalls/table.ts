import type { Call, CallResult } from "../calls.ts";
import type { Op } from "../op.ts";

/** Carries out one call: reads its arguments, checks, acts. */
export type Handler = (op: Op, call: Call) => CallResult;

/** Every call that is modelled, by name. One family of calls a file in this folder. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([]);

export const handlerOf = (name: string): Handler | null => HANDLERS.get(name) ?? null;

/** Names of all calls that are modelled. */
export const MODELLED_CALLS: readonly string[] = [...HANDLERS.keys()];
