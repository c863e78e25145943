import { callRanges } from "./callRanges.ts";
import type { Layout } from "./places.ts";
import { blockOf } from "./grid.ts";
import { axisX, startX } from "./place.ts";
import type { Overlay, Scene, Tie } from "./picture.ts";
import { refusalOf } from "./refusal.ts";
import { changedKeys } from "./reconcile.ts";
import type { StageKind } from "./timing.ts";
import type { Step } from "#timeline/timeline.ts";

/** Marks that change at some time of a call, by key. */
export type Touched = ReadonlySet<string>;

const LISTS = ["vmas", "slots", "tokens", "frames", "links"] as const;

const keysChanged = (a: Scene, b: Scene): readonly string[] =>
  LISTS.flatMap((list) => changedKeys(a[list], b[list]));

/** Everything a call changes, and what hangs on it: the frames and links of entries that move. */
export const touchedBy = (pairs: readonly (readonly [before: Scene, after: Scene])[]): Touched => {
  const touched = new Set<string>();
  for (const [before, after] of pairs) {
    for (const key of keysChanged(before, after)) touched.add(key);
  }
  for (const [before, after] of pairs) {
    for (const token of [...before.tokens, ...after.tokens]) {
      if (!touched.has(token.key)) continue;
      touched.add(`link ${token.vpn}`).add(`slot ${token.vpn}`);
      if (token.pfn !== null) touched.add(`frame ${token.pfn < 0 ? "zero" : token.pfn}`);
    }
  }
  return touched;
};

const tieOf = (layout: Layout, step: Step, tone: Tie["tone"]): readonly Tie[] =>
  callRanges(step).flatMap((range): readonly Tie[] => {
    const { key, text } = range;
    if (layout.axis !== null) {
      const x1 = startX(layout, range.start);
      const x2 = axisX(layout, range.end);
      return x1 === null || x2 === null
        ? []
        : [{ key, text, tone, x1, x2, y: layout.axis.y, upright: false }];
    }
    const block = blockOf(layout, range.start, range.start + 1);
    return block === null
      ? []
      : [{ key, text, tone, x1: block.y, x2: block.y + block.h, y: block.x, upright: true }];
  });

export interface OverlayInput {
  readonly step: Step;
  readonly layout: Layout;
  readonly kind: StageKind;
  readonly before: Scene;
  readonly after: Scene;
  readonly touched: Touched;
  /** Mappings that the events of the stage are about. */
  readonly named: ReadonlySet<number>;
}

/** Marks that this stage changes. Of mappings those that it makes, takes away or reshapes: a new count alone is not enough. */
const workedOn = ({ before, after, named }: OverlayInput): readonly string[] => {
  const vmas = new Map([...before.vmas, ...after.vmas].map((vma) => [vma.key, vma]));
  return keysChanged(before, after).filter((key) => {
    const vma = vmas.get(key);
    if (vma === undefined || named.has(vma.vma)) return true;
    return !(before.vmas.some((v) => v.key === key) && after.vmas.some((v) => v.key === key));
  });
};

/** What lies over the scene during a stage, travelling entries apart. */
export const overlayOf = (input: OverlayInput): Overlay => {
  const { step, layout, kind, after, touched } = input;
  const fresh = after.vmas.filter((vma) => vma.fresh).map((vma) => vma.key);
  const failed = kind === "failed";
  const quiet = kind === "result" || kind === "counters";
  return {
    active: touched.size > 0,
    now: new Set(quiet ? fresh : [...workedOn(input), ...fresh]),
    touched,
    block: null,
    trail: null,
    ties: quiet ? [] : tieOf(layout, step, failed ? "error" : "now"),
    failure: failed ? refusalOf(step, layout, after) : null,
  };
};
