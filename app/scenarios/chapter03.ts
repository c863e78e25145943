import { faultOnEmptiedSource } from "./userfaultfd/faultOnEmptiedSource.ts";
import { gcInEightPages } from "./userfaultfd/gcInEightPages.ts";
import { halvesDoNotMarry } from "./userfaultfd/halvesDoNotMarry.ts";
import { mappedOver } from "./userfaultfd/mappedOver.ts";
import { minorFaults } from "./userfaultfd/minorFaults.ts";
import { mremapWaits } from "./userfaultfd/mremapWaits.ts";
import { protectionTravels } from "./userfaultfd/protectionTravels.ts";
import { sigbusNotSleep } from "./userfaultfd/sigbusNotSleep.ts";
import { swapOut } from "./userfaultfd/swapOut.ts";
import { uffdioMove } from "./userfaultfd/uffdioMove.ts";
import { watchDoubles } from "./userfaultfd/watchDoubles.ts";
import { watchIsLost } from "./userfaultfd/watchIsLost.ts";
import { watchStays } from "./userfaultfd/watchStays.ts";
import { watchTravels } from "./userfaultfd/watchTravels.ts";
import { writeProtectBadges } from "./userfaultfd/writeProtectBadges.ts";
import { zeroPageTrick } from "./userfaultfd/zeroPageTrick.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_03: readonly ScenarioBody[] = [
  watchStays,
  watchDoubles,
  watchIsLost,
  watchTravels,
  mappedOver,
  faultOnEmptiedSource,
  mremapWaits,
  swapOut,
  gcInEightPages,
  sigbusNotSleep,
  writeProtectBadges,
  protectionTravels,
  minorFaults,
  uffdioMove,
  halvesDoNotMarry,
  zeroPageTrick,
];
