import { COUNTING } from "./counting.ts";
import { DESTINATION } from "./destination.ts";
import { EVACUATION } from "./evacuation.ts";
import { HALFWAY } from "./halfway.ts";
import { LIMITS } from "./limits.ts";
import { SEVERAL } from "./several.ts";
import type { Trial } from "./trial.ts";
import { USERFAULTFD } from "./userfaultfd.ts";

/** Everything on which the five kernels were found to differ and that the engine can play. */
export const TRIALS: readonly Trial[] = [
  ...EVACUATION,
  ...USERFAULTFD,
  ...COUNTING,
  ...LIMITS,
  ...SEVERAL,
  ...HALFWAY,
  ...DESTINATION,
];
