import { deadPointer } from "./failures/deadPointer.ts";
import { failedAndGone } from "./failures/failedAndGone.ts";
import { gapAtTheEnds } from "./failures/gapAtTheEnds.ts";
import { gapInTheMiddle } from "./failures/gapInTheMiddle.ts";
import { halfATrain } from "./failures/halfATrain.ts";
import { halfATrainSealed } from "./failures/halfATrainSealed.ts";
import { heapSurgery } from "./failures/heapSurgery.ts";
import { limitAndDestination } from "./failures/limitAndDestination.ts";
import { nothingOntoSomething } from "./failures/nothingOntoSomething.ts";
import { shrinkFixedCuts } from "./failures/shrinkFixedCuts.ts";
import { stackKeepsGrowing } from "./failures/stackKeepsGrowing.ts";
import { successOnNothing } from "./failures/successOnNothing.ts";
import { vdsoMovesWhole } from "./failures/vdsoMovesWhole.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_08: readonly ScenarioBody[] = [
  failedAndGone,
  nothingOntoSomething,
  limitAndDestination,
  halfATrain,
  halfATrainSealed,
  gapInTheMiddle,
  gapAtTheEnds,
  shrinkFixedCuts,
  successOnNothing,
  deadPointer,
  heapSurgery,
  vdsoMovesWhole,
  stackKeepsGrowing,
];
