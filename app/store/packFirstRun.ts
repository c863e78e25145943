import { packGraph } from "#base/packGraph.ts";
import type { Packed } from "#base/unpackGraph.ts";
import { javaHeap } from "#scenarios/dontunmap/javaHeap.ts";
import type { RunOutcome } from "./runReducer.ts";
import { runText } from "./runner.ts";

/** What `firstRun.ts` holds: the engine's run of the first scenario. Called when the page is built. */
export const packFirstRun = (): Packed => {
  const run: RunOutcome = runText(javaHeap.program, null);
  return packGraph(run);
};
