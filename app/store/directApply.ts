import type { MmId } from "#engine/machine.ts";
import { clampCursor, machineAt } from "./cursor.ts";
import {
  type DeedAction,
  type HandAction,
  type Hold,
  type Preview,
  deedLines,
  holdAt,
  holdNow,
  preview,
} from "./direct.ts";
import { insertLines } from "./directText.ts";
import type { Explorer } from "./explorer.ts";
import type { ExplorerState } from "./types.ts";

/** What was written last, so that it can be taken back, and a second pull at the same edge replaces the first. */
export interface Made {
  /** The program before and after. */
  readonly before: string;
  readonly text: string;
  /** Calls done before it, and after it. */
  readonly from: number;
  readonly to: number;
  readonly action: HandAction | DeedAction;
  readonly lines: readonly string[];
  /** Where the mapping lies now; null for what is done to pages, and for what failed. */
  readonly place: Preview["place"] | null;
}

const stillThere = (made: Made | null, { run, cursor }: ExplorerState): made is Made =>
  made !== null && run.text === made.text && !run.stale && cursor.done === made.to && cursor.t === 0;

/** The line that a further pull at the edge of the same mapping replaces. */
const replaced = (made: Made | null, state: ExplorerState, action: HandAction): Made | null => {
  if (!stillThere(made, state) || made.action.kind !== "resize" || action.kind !== "resize") return null;
  return made.place?.start === action.start && made.place.end === action.end ? made : null;
};

/** What an action is done to, and how it is then written. */
export interface Offer {
  readonly hold: Hold;
  readonly action: HandAction;
  readonly preview: Preview;
}

/** What the action would do here; null where nothing can be done. */
export const offerOf = (
  state: ExplorerState,
  mm: MmId,
  action: HandAction,
  made: Made | null,
): Offer | null => {
  const old = replaced(made, state, action);
  if (old?.action.kind === "resize" && action.kind === "resize") {
    const { timeline } = state.run;
    const hold = holdAt(timeline, state.run.text, old.from, mm);
    const whole = { ...action, start: old.action.start, end: old.action.end };
    // The line that is replaced is no longer in the text that the new one is put into.
    if (hold) return { hold: { ...hold, text: old.before }, action: whole, preview: preview(hold, whole) };
  }
  const hold = holdNow(state, mm);
  return hold && { hold, action, preview: preview(hold, action) };
};

/** Runs the text, and stands behind its new calls as soon as they have run. */
const runTo = (store: Explorer, text: string, done: number): void => {
  store.getState().actions.editText(text);
  const settle = ({ run }: ExplorerState): boolean => {
    if (run.text !== text || run.stale) return false;
    store.setState({ cursor: clampCursor({ done, t: 0 }, run.timeline), composer: null });
    return true;
  };
  if (settle(store.getState())) return;
  const leave = store.subscribe((state) => {
    if (state.run.text !== text && state.text === text) return;
    leave();
    settle(state);
  });
};

/** Writes the line of an action into the program, and runs it. */
export const applyOffer = (store: Explorer, { hold, action, preview: seen }: Offer): Made => {
  const text = insertLines(hold.text, hold.timeline, hold.at, [seen.line]);
  const place = seen.result.kind === "ok" ? seen.place : null;
  runTo(store, text, hold.at + 1);
  return { before: hold.text, text, from: hold.at, to: hold.at + 1, action, lines: [seen.line], place };
};

/** Does something to pages; null where nothing can be done. */
export const applyDeed = (store: Explorer, mm: MmId, action: DeedAction): Made | null => {
  const hold = holdNow(store.getState(), mm);
  if (hold === null) return null;
  const lines = deedLines(hold, action);
  const text = insertLines(hold.text, hold.timeline, hold.at, lines);
  const to = hold.at + lines.length;
  runTo(store, text, to);
  return { before: hold.text, text, from: hold.at, to, action, lines, place: null };
};

/** The program as it was before the last action, if that still stands at the end of what was done. */
export const takeBack = (store: Explorer, made: Made): void => {
  if (store.getState().text === made.text) runTo(store, made.before, made.from);
};

/** Where memory stands that the hand works on: a call in progress counts as done. */
export const heldMachine = ({ run, cursor }: ExplorerState) =>
  machineAt(run.timeline, cursor.done + (cursor.t > 0 ? 1 : 0));
