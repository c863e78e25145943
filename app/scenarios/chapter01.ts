import { blockedThenMoved } from "./basics/blockedThenMoved.ts";
import { fixedOverwrites } from "./basics/fixedOverwrites.ts";
import { forgottenFixed } from "./basics/forgottenFixed.ts";
import { growFromInside } from "./basics/growFromInside.ts";
import { growInPlace } from "./basics/growInPlace.ts";
import { holesTravel } from "./basics/holesTravel.ts";
import { impossibleSize } from "./basics/impossibleSize.ts";
import { moveAndResize } from "./basics/moveAndResize.ts";
import { moveTheMiddle } from "./basics/moveTheMiddle.ts";
import { notMunmapAndMmap } from "./basics/notMunmapAndMmap.ts";
import { overlappingSlide } from "./basics/overlappingSlide.ts";
import { sameSize } from "./basics/sameSize.ts";
import { shrink } from "./basics/shrink.ts";
import { swapTwo } from "./basics/swapTwo.ts";
import { whichEinval } from "./basics/whichEinval.ts";
import { zeroPagesTravel } from "./basics/zeroPagesTravel.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_01: readonly ScenarioBody[] = [
  growInPlace,
  blockedThenMoved,
  shrink,
  sameSize,
  fixedOverwrites,
  moveTheMiddle,
  moveAndResize,
  growFromInside,
  whichEinval,
  impossibleSize,
  forgottenFixed,
  zeroPagesTravel,
  holesTravel,
  overlappingSlide,
  swapTwo,
  notMunmapAndMmap,
];
