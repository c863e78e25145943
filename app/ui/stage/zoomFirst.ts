import type { Machine } from "#engine/machine.ts";
import type { ZoomRun } from "#scene/zoom.ts";
import { spanOf, type ZoomPlace } from "#scene/zoomLevels.ts";

/** The first page at a place that something is mapped at: of the program, else of the process, else the first page. */
export const firstMapped = (machine: Machine, run: ZoomRun, place: ZoomPlace): number => {
  const [from, to] = [place.start, place.start + spanOf(place.level)];
  const own = run.ranges.find(({ start, end }) => end > from && start < to);
  if (own !== undefined) return Math.max(from, own.start);
  const vma = machine.mms.get(run.mm)?.vmas.firstEndingAfter(from * 4096) ?? null;
  return vma !== null && vma.start < to * 4096 ? Math.max(from, vma.start / 4096) : from;
};
