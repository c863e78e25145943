import { countAtEveryCall } from "./versions/countAtEveryCall.ts";
import { evacuateSeveral } from "./versions/evacuateSeveral.ts";
import { forgottenBirthplace } from "./versions/forgottenBirthplace.ts";
import { growMeetsNeighbour } from "./versions/growMeetsNeighbour.ts";
import { januaryChargesNothing } from "./versions/januaryChargesNothing.ts";
import { januaryLocksTwice } from "./versions/januaryLocksTwice.ts";
import { januaryNeedsFixed } from "./versions/januaryNeedsFixed.ts";
import { januaryResizes } from "./versions/januaryResizes.ts";
import { lengthsInBytes } from "./versions/lengthsInBytes.ts";
import { severalInOneCall } from "./versions/severalInOneCall.ts";
import { touchedMeetsUntouched } from "./versions/touchedMeetsUntouched.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_09: readonly ScenarioBody[] = [
  severalInOneCall,
  growMeetsNeighbour,
  touchedMeetsUntouched,
  lengthsInBytes,
  forgottenBirthplace,
  januaryNeedsFixed,
  januaryResizes,
  januaryLocksTwice,
  januaryChargesNothing,
  countAtEveryCall,
  evacuateSeveral,
];
