import { faultOnEmptiedSource } from "./userfaultfd/faultOnEmptiedSource.ts";
import { gcInEightPages } from "./userfaultfd/gcInEightPages.ts";
import { halvesDoNotMarry } from "./userfaultfd/halvesDoNotMarry.ts";
import { minorFaults } from "./userfaultfd/minorFaults.ts";
import { uffdioMove } from "./userfaultfd/uffdioMove.ts";
import { watchIsLost } from "./userfaultfd/watchIsLost.ts";
import { watchStays } from "./userfaultfd/watchStays.ts";
import { writeProtectBadges } from "./userfaultfd/writeProtectBadges.ts";
import { zeroPageTrick } from "./userfaultfd/zeroPageTrick.ts";
import type { Scenario } from "./scenario.ts";

export const CHAPTER_03: readonly Scenario[] = [
  watchStays,
  watchIsLost,
  faultOnEmptiedSource,
  gcInEightPages,
  writeProtectBadges,
  minorFaults,
  uffdioMove,
  halvesDoNotMarry,
  zeroPageTrick,
];
