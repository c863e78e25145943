import { addrOf } from "#engine/addr.ts";
import { blockOf } from "./grid.ts";
import type { Rect, VmaMark } from "./marks.ts";
import { LABEL } from "./measure.ts";
import type { Layout, Piece } from "./places.ts";
import { grouped, uiWidth } from "./text.ts";

/** A place that is kept for a mapping of the run while none stands there. */
export interface Vacancy extends Rect {
  readonly key: string;
  /** Empty where there is no room. */
  readonly text: string;
  readonly textX: number;
  readonly textY: number;
}

const INSET = 12;

const vacancyOf = (layout: Layout, run: readonly Piece[], vmas: readonly VmaMark[]): readonly Vacancy[] => {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rect = blockOf(layout, first.start, last.end);
  if (rect === null) return [];
  // Where there is an axis, it has the address.
  const address = layout.axis === null ? `${grouped(addrOf(first.start))} · ` : "";
  const text = [`${address}not mapped`, "not mapped"].find((t) => uiWidth(t, LABEL) <= rect.w - 2 * INSET);
  const textY = rect.y + (layout.axis === null ? 22 : 25);
  // Not below the words of a mapping that is appearing or going.
  const free = !vmas.some((vma) => vma.start < addrOf(last.end) && vma.end > addrOf(first.start));
  const shown = free ? (text ?? "") : "";
  return [{ ...rect, key: `vacancy ${first.start}`, text: shown, textX: rect.x + INSET, textY }];
};

/** Places without a mapping. One that is only appearing or going does not count yet: its outline stays below it. */
export const vacanciesOf = (layout: Layout, vmas: readonly VmaMark[]): readonly Vacancy[] => {
  if (layout.trueScale) return [];
  const standing = vmas.filter((vma) => vma.opacity >= 1).toSorted((a, b) => a.start - b.start);
  const runs: Piece[][] = [];
  let next = 0;
  for (const piece of layout.pieces) {
    const [start, end] = [addrOf(piece.start), addrOf(piece.end)];
    while (standing[next] !== undefined && (standing[next]?.end ?? 0) <= start) next += 1;
    const taken = (standing[next]?.start ?? Infinity) < end;
    if (taken || piece.columns === 0) continue;
    const last = runs.at(-1);
    if (last?.at(-1)?.end === piece.start) last.push(piece);
    else runs.push([piece]);
  }
  return runs.flatMap((run) => vacancyOf(layout, run, vmas));
};
