import type { Call, CallResult } from "../calls.ts";
import type { Op } from "../op.ts";

/** Carries out one call: reads its arguments, checks, acts. */
export type Handler = (op: Op, call: Call) => CallResult;
