import type { FrameMark, LinkMark, Rect, SlotMark, TokenMark, VmaMark } from "./marks.ts";
import type { Scene } from "./picture.ts";

/** Slow in, slow out. */
export const ease = (u: number): number => (u < 0.5 ? 2 * u * u : 1 - (2 - 2 * u) ** 2 / 2);

const mix = (a: number, b: number, u: number): number => a + (b - a) * u;

const mixRect = (a: Rect, b: Rect, u: number): Rect => ({
  x: mix(a.x, b.x, u),
  y: mix(a.y, b.y, u),
  w: mix(a.w, b.w, u),
  h: mix(a.h, b.h, u),
});

/** How far an entry falls while it is cleared. */
const FALL = 16;

interface Rules<M> {
  readonly enter: (mark: M) => M | null;
  readonly leave: (mark: M) => M | null;
  readonly change: (before: M, after: M) => M;
}

/** Joins two lists by key, in the order of the second; those that leave come last. */
const join = <M extends { readonly key: string }>(
  a: readonly M[],
  b: readonly M[],
  rules: Rules<M>,
): readonly M[] => {
  if (a === b) return b;
  const before = new Map(a.map((mark) => [mark.key, mark]));
  const staying = b.map((mark) => {
    const old = before.get(mark.key);
    before.delete(mark.key);
    if (old === undefined) return rules.enter(mark);
    return old === mark ? mark : rules.change(old, mark);
  });
  const leaving = [...before.values()].map(rules.leave);
  return [...staying, ...leaving].filter((mark) => mark !== null);
};

/** Grows or shrinks a block; `cut`: one was split or two became one, which happens at once. */
const vmasBetween = (
  a: readonly VmaMark[],
  b: readonly VmaMark[],
  u: number,
  cut: boolean,
): readonly VmaMark[] =>
  join(a, b, {
    enter: (mark) => (cut ? (u < 0.5 ? null : mark) : { ...mark, opacity: u }),
    leave: (mark) => (cut ? (u < 0.5 ? mark : null) : { ...mark, opacity: 1 - u }),
    change: (before, after) =>
      cut ? (u < 0.5 ? before : after) : { ...(u < 0.5 ? before : after), ...mixRect(before, after, u) },
  });

const slotsBetween = (a: readonly SlotMark[], b: readonly SlotMark[], u: number): readonly SlotMark[] =>
  join(a, b, {
    enter: (mark) => ({ ...mark, opacity: u }),
    leave: (mark) => ({ ...mark, opacity: 1 - u }),
    change: (before, after) => (u < 0.5 ? before : after),
  });

const tokensBetween = (a: readonly TokenMark[], b: readonly TokenMark[], u: number): readonly TokenMark[] =>
  join(a, b, {
    enter: (mark) => ({ ...mark, opacity: u }),
    leave: (mark) => ({ ...mark, y: mark.y + FALL * u, opacity: 1 - u }),
    change: (before, after) => (u < 0.5 ? before : after),
  });

const framesBetween = (a: readonly FrameMark[], b: readonly FrameMark[], u: number): readonly FrameMark[] =>
  join(a, b, {
    enter: (mark) => ({ ...mark, opacity: u, lit: 1 - u }),
    leave: (mark) => ({ ...mark, opacity: 1 - u }),
    change: (before, after) => ({
      ...(u < 0.5 ? before : after),
      lit: before.text === after.text ? 0 : 1 - Math.abs(2 * u - 1),
    }),
  });

const linksBetween = (a: readonly LinkMark[], b: readonly LinkMark[], u: number): readonly LinkMark[] =>
  join(a, b, {
    enter: (mark) => ({ ...mark, opacity: u }),
    leave: (mark) => ({ ...mark, from: { x: mark.from.x, y: mark.from.y + FALL * u }, opacity: 1 - u }),
    change: (before, after) => (u < 0.5 ? before : after),
  });

/** A scene on its way to the next, with nothing travelling. u in [0, 1]; at 0 and 1 it is the one and the other. */
export const scenesBetween = (a: Scene, b: Scene, u: number, cut: boolean): Scene => {
  if (u <= 0) return a;
  if (u >= 1) return b;
  return {
    vmas: vmasBetween(a.vmas, b.vmas, u, cut),
    slots: slotsBetween(a.slots, b.slots, u),
    tokens: tokensBetween(a.tokens, b.tokens, u),
    frames: framesBetween(a.frames, b.frames, u),
    links: linksBetween(a.links, b.links, u),
    copied: u < 0.5 ? a.copied : b.copied,
  };
};
