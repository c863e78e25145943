import { criuOrder } from "./programs/criuOrder.ts";
import { dropByMapping } from "./programs/dropByMapping.ts";
import { forkAndMove } from "./programs/forkAndMove.ts";
import { hookBackup } from "./programs/hookBackup.ts";
import { muslProbesTheStack } from "./programs/muslProbesTheStack.ts";
import { publish } from "./programs/publish.ts";
import { reallocDoubling } from "./programs/reallocDoubling.ts";
import { sideBySide } from "./programs/sideBySide.ts";
import { sqliteGrows } from "./programs/sqliteGrows.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_10: readonly ScenarioBody[] = [
  reallocDoubling,
  muslProbesTheStack,
  publish,
  criuOrder,
  sqliteGrows,
  forkAndMove,
  hookBackup,
  sideBySide,
  dropByMapping,
];
