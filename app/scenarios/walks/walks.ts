import { locking, splitting, whatMoves } from "./beginners.ts";
import { cacheAliasing, failures, fiveKernels, hugePages, sharing } from "./deeper.ts";
import { androidCollector, founding, swapToDisk } from "./founding.ts";
import type { Walk } from "./walk.ts";

/** In the order of the list. */
export const WALKS: readonly Walk[] = [
  whatMoves,
  founding,
  swapToDisk,
  androidCollector,
  locking,
  splitting,
  sharing,
  hugePages,
  failures,
  cacheAliasing,
  fiveKernels,
];

export const walkById = (id: string): Walk | undefined => WALKS.find((walk) => walk.id === id);
