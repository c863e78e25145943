import type { ExerciseName } from "#scenarios/walks/walk.ts";
import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  addressesThatWork,
  arrives,
  entriesMoved,
  fixedOverwrites,
  framesFreed,
  growInPlace,
  holeInTheTable,
  middleMoves,
  shrinks,
} from "./basics.ts";
import { cacheColours } from "./cacheColours.ts";
import {
  emptiedThenUsed,
  equalSizes,
  kindOfMemory,
  oneFrameOnePlace,
  privateFile,
  theBill,
  withoutFixed,
} from "./dontunmap.ts";
import { deadPointer, failedAndGone, gapInTheMiddle, train } from "./failures.ts";
import { fiveDestination, fiveNothing, fiveSeal, fiveSeveral, fiveShared, fiveTwice } from "./fiveKernels.ts";
import { addressLimit, lockCounter, lockLimit, lockPartly, lockedGrowth } from "./locking.ts";
import { cutAndHeal, neighbours, protectSplits } from "./merging.ts";
import { hiddenObject, pastTheEnd, ring, twin } from "./shared.ts";
import { hugeAgain, hugePages, tables } from "./tables.ts";
import {
  collector,
  deadRange,
  protectInstead,
  swapIn,
  whoIsWatched,
  window,
  windowClosed,
  writeWhileSwapped,
} from "./watching.ts";

/** What makes a problem of each kind from a seed's dice. */
export const EXERCISES: Readonly<Record<ExerciseName, (dice: Dice) => Problem>> = {
  addressesThatWork,
  arrives,
  entriesMoved,
  fixedOverwrites,
  framesFreed,
  growInPlace,
  holeInTheTable,
  middleMoves,
  shrinks,
  emptiedThenUsed,
  equalSizes,
  kindOfMemory,
  oneFrameOnePlace,
  privateFile,
  theBill,
  withoutFixed,
  window,
  windowClosed,
  whoIsWatched,
  swapIn,
  writeWhileSwapped,
  protectInstead,
  collector,
  deadRange,
  lockCounter,
  lockPartly,
  lockedGrowth,
  lockLimit,
  addressLimit,
  cutAndHeal,
  neighbours,
  protectSplits,
  twin,
  ring,
  pastTheEnd,
  hiddenObject,
  tables,
  hugePages,
  hugeAgain,
  failedAndGone,
  train,
  gapInTheMiddle,
  deadPointer,
  cacheColours,
  fiveShared,
  fiveSeveral,
  fiveDestination,
  fiveNothing,
  fiveSeal,
  fiveTwice,
};
