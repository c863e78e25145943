import { childSeesTheObject } from "./shared/childSeesTheObject.ts";
import { dontunmapShared } from "./shared/dontunmapShared.ts";
import { exposesMoreFile } from "./shared/exposesMoreFile.ts";
import { offsetsRunOn } from "./shared/offsetsRunOn.ts";
import { pastTheEndOfFile } from "./shared/pastTheEndOfFile.ts";
import { privateFileComesBack } from "./shared/privateFileComesBack.ts";
import { privateNoTwin } from "./shared/privateNoTwin.ts";
import { ringBuffer } from "./shared/ringBuffer.ts";
import { sameMemoryTwice } from "./shared/sameMemoryTwice.ts";
import { sharedAnonymousEnds } from "./shared/sharedAnonymousEnds.ts";
import { shrinkAndGrow } from "./shared/shrinkAndGrow.ts";
import { twinTooLong } from "./shared/twinTooLong.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_06: readonly ScenarioBody[] = [
  sameMemoryTwice,
  twinTooLong,
  privateNoTwin,
  ringBuffer,
  dontunmapShared,
  privateFileComesBack,
  pastTheEndOfFile,
  sharedAnonymousEnds,
  shrinkAndGrow,
  exposesMoreFile,
  offsetsRunOn,
  childSeesTheObject,
];
