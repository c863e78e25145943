import { packGraph } from "#base/packGraph.ts";
import type { Packed } from "#base/unpackGraph.ts";
import { javaHeap } from "#scenarios/dontunmap/javaHeap.ts";
import { FIRST_HEADING } from "#scenarios/first.ts";
import { runText } from "./runner.ts";
import type { Shipped } from "./shippedRun.ts";

/** What `firstRun.ts` holds: the first scenario and the engine's run of it. Called when the page is built. */
export const packFirstRun = (): Packed => {
  const shipped: Shipped = {
    scenario: { ...FIRST_HEADING, ...javaHeap },
    outcome: runText(javaHeap.program, null),
  };
  return packGraph(shipped);
};
