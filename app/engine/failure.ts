import type { CallResult } from "./calls.ts";
import type { Failure } from "./op.ts";

/** Whether a step of a call failed; steps give a value, an object or null otherwise. */
export const isFailure = (result: unknown): result is Failure =>
  typeof result === "object" && result !== null && "kind" in result && result.kind === "failed";

/** A call that came back with a number. */
export const returned = (value: number | bigint): CallResult => ({ kind: "ok", value: BigInt(value) });
