import type { Scene } from "./picture.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Structural equality of plain data. */
const sameData = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameData(a[key], b[key]));
};

const reuse = <M extends { readonly key: string }>(
  next: readonly M[],
  previous: readonly M[],
): readonly M[] => {
  const known = new Map(previous.map((mark) => [mark.key, mark]));
  const marks = next.map((mark) => {
    const old = known.get(mark.key);
    return old !== undefined && sameData(old, mark) ? old : mark;
  });
  const unchanged = marks.length === previous.length && marks.every((mark, i) => mark === previous[i]);
  return unchanged ? previous : marks;
};

/** The same scene, sharing with the previous one every mark and list that did not change: what is equal is then identical. */
export const sharing = (next: Scene, previous: Scene): Scene => ({
  vmas: reuse(next.vmas, previous.vmas),
  slots: reuse(next.slots, previous.slots),
  tokens: reuse(next.tokens, previous.tokens),
  frames: reuse(next.frames, previous.frames),
  links: reuse(next.links, previous.links),
  copied: next.copied,
});

/** Keys of marks that are not the same in both lists. */
export const changedKeys = (
  a: readonly { readonly key: string }[],
  b: readonly { readonly key: string }[],
): readonly string[] => {
  if (a === b) return [];
  const before = new Map(a.map((mark) => [mark.key, mark]));
  const changed = b.filter((mark) => before.get(mark.key) !== mark).map((mark) => mark.key);
  const kept = new Set(b.map((mark) => mark.key));
  return [...changed, ...a.filter((mark) => !kept.has(mark.key)).map((mark) => mark.key)];
};
