import { unpackGraph } from "#base/unpackGraph.ts";
import { javaHeap } from "#scenarios/dontunmap/javaHeap.ts";
import { packed } from "./firstRun.ts";
import type { RunOutcome } from "./runReducer.ts";

let shipped: RunOutcome | null = null;

/**
 * The run of the first scenario's program, which the engine made when the page was built: a new reader sees it
 * before the engine has arrived. Null for any other text or kernel.
 */
export const shippedRun = (text: string, kernel: string | null): RunOutcome | null => {
  if (packed === null || kernel !== null || text !== javaHeap.program) return null;
  // What was packed is a RunOutcome: packFirstRun.ts says so, and a test holds both against each other.
  shipped ??= unpackGraph(packed) as RunOutcome;
  return shipped;
};
