import type { Fact } from "../scenario.ts";

/** Kernels on which the trials were run: 5.10.223, 6.1.170, 6.12.107, 6.18.44 and 7.2.13. */
export const TRIED_KERNELS = ["5.10", "6.1.170", "6.12", "6.18", "7.2"] as const;

/** One row of the table “five kernels, one call”: calls that real kernels answered differently. */
export interface Trial {
  /** Its name in the record of trials. */
  readonly trial: string;
  readonly title: string;
  /** The scenario that plays it. */
  readonly scenario: string;
  /** What came out. A kernel that no outcome names was not tried, or could not show it. */
  readonly outcomes: readonly {
    readonly kernels: readonly (typeof TRIED_KERNELS)[number][];
    /** The cell of the table. */
    readonly text: string;
    /** The same, as facts about a run of the scenario. */
    readonly facts: readonly Fact[];
  }[];
}
