import type { Machine } from "#engine/machine.ts";
import type { Cursor, Timeline } from "#timeline/timeline.ts";
import type { Rect, TokenMark, VmaMark } from "./marks.ts";
import type { Scene } from "./picture.ts";
import type { Layout } from "./places.ts";
import { sceneOf } from "./scene.ts";
import type { Names } from "./vmaText.ts";

/** How a place is in the other outcome: it is there only in that one, only in this one, or it is another. */
export type GhostShape = "added" | "gone" | "other";

/** An outline over the scene, where another outcome would look different. */
export interface GhostMark extends Rect {
  readonly key: string;
  readonly of: "vma" | "token";
  readonly shape: GhostShape;
}

/** What draws outlines over the scene at a place of a run; none where there is nothing to say. */
export type GhostSource = (timeline: Timeline, cursor: Cursor, layout: Layout) => readonly GhostMark[];

/** Another outcome over the one that is shown: its outlines, and a sentence about it where there is one to say. */
export interface Ghost {
  readonly marks: GhostSource;
  readonly note: ((timeline: Timeline, cursor: Cursor) => string) | null;
}

type Faced = VmaMark | TokenMark;

/** How many entries are set: the entries themselves say it. */
const ENTRIES = /\d+(?: of |\/)\d+ PTEs/;

/** What the reader sees of a mark; numbers of frames and of mappings are of one run only. */
const faceOf = (mark: Faced): string =>
  mark.kind === "vma"
    ? `${mark.end} ${mark.tab.map(({ role, text }) => (role === "name" ? "" : text.replace(ENTRIES, ""))).join(" ")}`
    : JSON.stringify([mark.shape, mark.hue, mark.pattern, mark.bits, mark.shares]);

const placeOf = (mark: Faced): number => (mark.kind === "vma" ? mark.start : mark.vpn);

const compared = (here: readonly Faced[], there: readonly Faced[]): readonly GhostMark[] => {
  const others = new Map(there.map((mark) => [placeOf(mark), mark]));
  const own = new Set(here.map(placeOf));
  const ghost = ({ kind, x, y, w, h }: Faced, place: number, shape: GhostShape): GhostMark => ({
    key: `${kind} ${place}`,
    of: kind,
    shape,
    x,
    y,
    w,
    h,
  });
  return [
    ...here.flatMap((mark) => {
      const other = others.get(placeOf(mark));
      if (other === undefined) return [ghost(mark, placeOf(mark), "gone")];
      return faceOf(mark) === faceOf(other) ? [] : [ghost(other, placeOf(mark), "other")];
    }),
    ...there.filter((mark) => !own.has(placeOf(mark))).map((mark) => ghost(mark, placeOf(mark), "added")),
  ];
};

/** Where two scenes of one layout look different. */
const ghostOf = (here: Scene, there: Scene): readonly GhostMark[] => [
  ...compared(here.vmas, there.vmas),
  ...compared(here.tokens, there.tokens),
];

/** Where another machine would look different in the layout of this one. */
export const ghostBetween = (
  here: Machine,
  there: Machine,
  layout: Layout,
  names: Names,
): readonly GhostMark[] => ghostOf(sceneOf(here, layout, names), sceneOf(there, layout, names));
