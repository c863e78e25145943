import { addressLimit } from "./locking/addressLimit.ts";
import { lockCounter } from "./locking/lockCounter.ts";
import { lockEverything } from "./locking/lockEverything.ts";
import { lockGoesAlong } from "./locking/lockGoesAlong.ts";
import { lockLimit } from "./locking/lockLimit.ts";
import { lockLimitPassed } from "./locking/lockLimitPassed.ts";
import { lockOnFaultSelfMerge } from "./locking/lockOnFaultSelfMerge.ts";
import { lockPartly } from "./locking/lockPartly.ts";
import { noReserve } from "./locking/noReserve.ts";
import { sealed } from "./locking/sealed.ts";
import { strictOvercommit } from "./locking/strictOvercommit.ts";
import { strictUntouched } from "./locking/strictUntouched.ts";
import { tooManyMappings } from "./locking/tooManyMappings.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_04: readonly ScenarioBody[] = [
  lockGoesAlong,
  lockCounter,
  lockPartly,
  lockOnFaultSelfMerge,
  lockLimit,
  lockLimitPassed,
  addressLimit,
  tooManyMappings,
  strictUntouched,
  strictOvercommit,
  noReserve,
  sealed,
  lockEverything,
];
