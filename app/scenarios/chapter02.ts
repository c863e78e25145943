import { dontunmapThenMunmap } from "./dontunmap/dontunmapThenMunmap.ts";
import { equalSizes } from "./dontunmap/equalSizes.ts";
import { flagInOnePicture } from "./dontunmap/flagInOnePicture.ts";
import { generations } from "./dontunmap/generations.ts";
import { guardLeftBehind } from "./dontunmap/guardLeftBehind.ts";
import { holeInTheTable } from "./dontunmap/holeInTheTable.ts";
import { javaHeap } from "./dontunmap/javaHeap.ts";
import { politeHint } from "./dontunmap/politeHint.ts";
import { protectionInherited } from "./dontunmap/protectionInherited.ts";
import { rollBack } from "./dontunmap/rollBack.ts";
import { selfMerge } from "./dontunmap/selfMerge.ts";
import { theBill } from "./dontunmap/theBill.ts";
import { window } from "./dontunmap/window.ts";
import { windowClosed } from "./dontunmap/windowClosed.ts";
import { zerosNotCrashes } from "./dontunmap/zerosNotCrashes.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_02: readonly ScenarioBody[] = [
  flagInOnePicture,
  javaHeap,
  window,
  windowClosed,
  zerosNotCrashes,
  politeHint,
  equalSizes,
  holeInTheTable,
  protectionInherited,
  theBill,
  generations,
  rollBack,
  dontunmapThenMunmap,
  selfMerge,
  guardLeftBehind,
];
