import type { Step } from "#timeline/timeline.ts";
import { callRanges } from "./callRanges.ts";
import { blockOf } from "./grid.ts";
import type { Point, Refusal } from "./marks.ts";
import type { Scene } from "./picture.ts";
import { startX } from "./place.ts";
import type { Layout } from "./places.ts";

/** The mark hangs at the lower edge of a block. */
const BELOW = 5;

/**
 * The mapping that refused: what of the first range is left stands from there on, since all before it has been
 * moved or taken away. Where nothing stands, the place on the axis.
 */
const placeOf = (step: Step, layout: Layout, scene: Scene): Point | null => {
  const [range] = callRanges(step);
  if (range === undefined) return null;
  const vma = scene.vmas.find((mark) => mark.start < range.end * 4096 && mark.end > range.start * 4096);
  if (vma !== undefined) return { x: vma.x + 8, y: vma.y + vma.h + BELOW };
  const block = blockOf(layout, range.start, range.start + 1);
  if (block !== null) return { x: block.x + 8, y: block.y + block.h + BELOW };
  const x = startX(layout, range.start);
  return x === null || layout.axis === null ? null : { x, y: layout.axis.y + BELOW };
};

export const refusalOf = (step: Step, layout: Layout, scene: Scene): Refusal | null => {
  const { result } = step;
  const at = placeOf(step, layout, scene);
  if (result.kind === "failed") return { errno: result.errno, rule: result.why, at };
  return result.kind === "signal" ? { errno: result.info.signal, rule: result.why, at } : null;
};
