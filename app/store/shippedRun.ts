import { unpackGraph } from "#base/unpackGraph.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { packed } from "./firstRun.ts";
import type { RunOutcome } from "./runReducer.ts";

/** What comes with the page: all that a new reader sees before the engine and the library have arrived. */
export interface Shipped {
  readonly scenario: Scenario;
  /** The engine's run of the scenario's program, made when the page was built. */
  readonly outcome: RunOutcome;
}

// What was packed is a Shipped: packFirstRun.ts says so, and a test holds both against each other.
const shipped = packed === null ? null : (unpackGraph(packed) as Shipped);

/** The first scenario, if it came with the page. */
export const shippedScenarios: readonly Scenario[] = shipped === null ? [] : [shipped.scenario];

/** The first scenario's run; null for any other text or kernel. */
export const shippedRun = (text: string, kernel: string | null): RunOutcome | null =>
  kernel === null && text === shipped?.scenario.program ? shipped.outcome : null;
