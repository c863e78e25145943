import type { Composed } from "./composer.ts";
import { compose } from "./composer.ts";
import { memoLast } from "./memo.ts";
import type { ExplorerState } from "./types.ts";

const composeOnce = memoLast(compose);
/** The composed call with the machine that it would run on. */
export const selectComposed = (state: ExplorerState): Composed =>
  composeOnce(state.run.timeline, state.cursor.done, state.composer);
