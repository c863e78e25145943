import type { Call, CallResult } from "#engine/calls.ts";
import type { MmEvent } from "#engine/events.ts";
import type { Machine, UffdDelivery } from "#engine/machine.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import type { MapsCheck } from "./expectedMaps.ts";

/** One call of a run. */
export interface Step {
  /** 0 for the first call. */
  readonly index: number;
  /** 1-based line of the source. */
  readonly line: number;
  /** The call in canonical form, without its result. */
  readonly text: string;
  readonly thread: string;
  readonly call: Call;
  /** The variable that got the result. */
  readonly assigned: string | null;
  readonly before: Machine;
  readonly after: Machine;
  readonly result: CallResult;
  /** In the kernel's order; each knows the machine as it was then. */
  readonly events: readonly MmEvent[];
  /** userfaultfd messages that a serving monitor read during the call; left out: none. */
  readonly delivered?: readonly UffdDelivery[];
  /** Variables after the call: names for addresses and descriptors. */
  readonly names: ReadonlyMap<string, bigint>;
  /** Whether an expectation written behind the call holds; null if there is none. */
  readonly expectation: { readonly text: string; readonly holds: boolean } | null;
}

/** A run: the machine at the start and every call. Going back is choosing a smaller index. */
export interface Timeline {
  readonly initial: Machine;
  readonly steps: readonly Step[];
  /** Why the run ended before the program did; null if it reached the end. */
  readonly stopped: Diagnostic | null;
  /** The lines `expect maps …` that the run came to; left out: none. */
  readonly checks?: readonly MapsCheck[];
}

/** Where the reader is: `done` calls are finished; `t` in [0, 1] is the progress of the call after them (0 when between calls). */
export interface Cursor {
  readonly done: number;
  readonly t: number;
}
