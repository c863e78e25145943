import type { Fact, Source } from "../scenario.ts";

/**
 * A walkthrough is data: texts, and for each step the scenario or the exercise that it shows. `teach/exercises`
 * makes the problems, from a seed; the engine judges every answer.
 */

/** The exercises that `teach/exercises` knows. */
export type ExerciseName =
  | "arrives"
  | "entriesMoved"
  | "addressesThatWork"
  | "emptiedThenUsed"
  | "growInPlace"
  | "shrinks"
  | "fixedOverwrites"
  | "framesFreed"
  | "middleMoves"
  | "holeInTheTable"
  | "window"
  | "windowClosed"
  | "whoIsWatched"
  | "swapIn"
  | "writeWhileSwapped"
  | "collector"
  | "protectInstead"
  | "withoutFixed"
  | "equalSizes"
  | "theBill"
  | "kindOfMemory"
  | "privateFile"
  | "lockCounter"
  | "lockPartly"
  | "lockedGrowth"
  | "lockLimit"
  | "addressLimit"
  | "cutAndHeal"
  | "neighbours"
  | "protectSplits"
  | "twin"
  | "ring"
  | "pastTheEnd"
  | "hiddenObject"
  | "tables"
  | "hugePages"
  | "hugeAgain"
  | "failedAndGone"
  | "train"
  | "gapInTheMiddle"
  | "deadRange"
  | "deadPointer"
  | "oneFrameOnePlace"
  | "cacheColours"
  | "fiveShared"
  | "fiveSeveral"
  | "fiveDestination"
  | "fiveNothing"
  | "fiveSeal"
  | "fiveTwice";

/** What one kernel makes of the step's scenario. */
export interface Across {
  readonly kernel: string;
  /** One or two sentences. */
  readonly text: string;
  /** The same as facts about a run of the scenario on that kernel. */
  readonly facts: readonly Fact[];
}

export interface WalkStep {
  /** In links and stored progress. Never changed once published. */
  readonly id: string;
  readonly title: string;
  /** Two or three short sentences, which do not tell the answer. */
  readonly text: readonly string[];
  /** Told with the verdict: what the answer means. */
  readonly after?: readonly string[];
  /** Profile id of the kernel on which the step is asked. */
  readonly kernel: string;
  /** A scenario of the library with its own question; left out, the exercise with its first numbers. */
  readonly scenario?: string;
  /** Makes “the same with other numbers”. */
  readonly exercise: ExerciseName;
  /** Then, merged, today. */
  readonly across?: readonly Across[];
  /** Something beside the stage: the versions of the patch, the sets of a cache. */
  readonly extra?: "patches";
}

export interface Walk {
  /** In links and stored progress. Never changed once published. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for the list. */
  readonly about: string;
  readonly steps: readonly WalkStep[];
  readonly sources: readonly Source[];
  /** What the page says of the whole, where not everything is the engine's: a simulation. */
  readonly remark?: string;
}
