import { PAGE_SIZE, addrOf } from "#engine/addr.ts";
import type { HandAction } from "#store/direct.ts";
import type { Hand } from "./dragHand.ts";

const LOWEST = 16 * PAGE_SIZE;

const sizeOf = (held: HandAction): number => held.end - held.start;

/** What is held, changed by an arrow key; null for other keys. */
export const arrowed = (held: HandAction, key: string, whole: boolean): HandAction | null => {
  const sign = key === "ArrowRight" || key === "ArrowUp" ? 1 : -1;
  if (!/^Arrow(?:Left|Right|Up|Down)$/.test(key)) return null;
  const by = sign * (whole ? sizeOf(held) : PAGE_SIZE);
  switch (held.kind) {
    case "move":
      return { ...held, to: Math.max(LOWEST, held.to + by) };
    case "resize":
      return { ...held, size: Math.max(PAGE_SIZE, held.size + by) };
    case "map": {
      if (key === "ArrowUp" || key === "ArrowDown")
        return { ...held, end: Math.max(held.start + PAGE_SIZE, held.end + by) };
      const start = Math.max(LOWEST, held.start + by);
      return { ...held, start, end: start + sizeOf(held) };
    }
  }
};

/** The other form of the call: a hint that keeps the source, or a resize that may move. */
export const otherForm = (held: HandAction): HandAction => {
  if (held.kind === "move") return { ...held, keep: !held.keep };
  return held.kind === "resize" ? { ...held, mayMove: !held.mayMove } : held;
};

const keyUnder = (target: EventTarget | null): string =>
  target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? "") : "";

/** Pages chosen from the entry that has the focus, one more or one less; null where there is none. */
const extended = (hand: Hand, key: string, arrow: string) => {
  const page = /^slot (\d+)$/.exec(key)?.[1];
  if (page === undefined) return null;
  const { chosen } = hand.getState();
  const start = addrOf(Number(page));
  const within = hand.rangeAt(start);
  if (within === null) return null;
  if (chosen === null || chosen.start !== start) return { start, end: start + PAGE_SIZE };
  const end = chosen.end + (arrow === "ArrowRight" ? PAGE_SIZE : -PAGE_SIZE);
  return { start, end: Math.min(within.end, Math.max(start + PAGE_SIZE, end)) };
};

/** While something is held, the keys are about nothing else. True when the key was used. */
const heldKey = (hand: Hand, held: HandAction, event: KeyboardEvent, onDrop: () => void): boolean => {
  const next = event.key === "o" ? otherForm(held) : arrowed(held, event.key, event.shiftKey);
  if (next !== null) hand.change(next);
  else if (event.key === "Escape") hand.cancel();
  else if (event.key === "Enter") onDrop();
  else return false;
  return true;
};

/** Takes hold of what has the focus. True when the key was used. */
const takingKey = (hand: Hand, event: KeyboardEvent): boolean => {
  const key = keyUnder(event.target);
  const range = hand.rangeOfKey(key);
  if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const chosen = extended(hand, key, event.key);
    if (chosen !== null) hand.choose(chosen);
    return chosen !== null;
  }
  if (event.key === "n") hand.beginMap();
  else if (event.key === "m" && range !== null)
    hand.begin({ kind: "move", ...range, to: range.start, keep: false });
  else if (event.key === "r" && range !== null)
    hand.begin({ kind: "resize", ...range, size: range.end - range.start, mayMove: false });
  else if (event.key === "Escape" && hand.getState().chosen !== null) hand.choose(null);
  else return false;
  return true;
};

/** A key on the stage, before the stage and the page hear it. True when it was used. */
export const pressOnStage = (hand: Hand, event: KeyboardEvent, onDrop: () => void): boolean => {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const { held } = hand.getState();
  return held === null ? takingKey(hand, event) : heldKey(hand, held, event, onDrop);
};
