import { adviceInherited } from "./merging/adviceInherited.ts";
import { cutAndHeal } from "./merging/cutAndHeal.ts";
import { everyPiece } from "./merging/everyPiece.ts";
import { freshFillsTheHole } from "./merging/freshFillsTheHole.ts";
import { neighboursByTouch } from "./merging/neighboursByTouch.ts";
import { protectSplits } from "./merging/protectSplits.ts";
import { readOnlyTouch } from "./merging/readOnlyTouch.ts";
import { sameDistance } from "./merging/sameDistance.ts";
import { shrinkAcross } from "./merging/shrinkAcross.ts";
import { silentSuccess } from "./merging/silentSuccess.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_05: readonly ScenarioBody[] = [
  cutAndHeal,
  neighboursByTouch,
  sameDistance,
  everyPiece,
  protectSplits,
  shrinkAcross,
  silentSuccess,
  adviceInherited,
  freshFillsTheHole,
  readOnlyTouch,
];
