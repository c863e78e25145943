import type { Pfn } from "#engine/addr.ts";
import type { MmEvent } from "#engine/events.ts";
import type { Machine } from "#engine/machine.ts";
import type { Row } from "./compareAlign.ts";

/** Frames left … left+pages-1 of one run play the part of frames right … of the other. */
interface Segment {
  readonly left: Pfn;
  readonly right: Pfn;
  readonly pages: number;
}

/** The other run's frame for a frame of the left run. */
export interface Twin {
  /** Null: the right run has none, it was not allocated by a call that both make. */
  readonly pfn: Pfn | null;
  /** For so many frames from here on the answer goes on in step. */
  readonly pages: number;
}

const allocatedBy = (events: readonly MmEvent[]): readonly { readonly pfn: Pfn; readonly pages: number }[] =>
  events.flatMap((event) =>
    event.kind === "framesAllocated" ? [{ pfn: event.pfn, pages: event.pages }] : [],
  );

/**
 * Which frame of one run is which of the other. Numbers alone say nothing, because one call more on one side moves
 * all later numbers; the frames that the same call takes, in the same order, are the same. A number is never used
 * twice within a run.
 */
export class FrameTwins {
  private readonly segments: Segment[] = [];

  constructor(left: Machine, right: Machine) {
    const pages = Math.min(left.next.pfn, right.next.pfn);
    this.segments.push({ left: 0, right: 0, pages });
  }

  /** Takes in what the calls of a row allocate. */
  add({ left, right }: Row): void {
    if (left === null || right === null) return;
    const [a, b] = [allocatedBy(left.events), allocatedBy(right.events)];
    let [i, j, skipA, skipB] = [0, 0, 0, 0];
    for (;;) {
      const [from, to] = [a[i], b[j]];
      if (from === undefined || to === undefined) return;
      const pages = Math.min(from.pages - skipA, to.pages - skipB);
      this.segments.push({ left: from.pfn + skipA, right: to.pfn + skipB, pages });
      skipA += pages;
      skipB += pages;
      if (skipA === from.pages) [i, skipA] = [i + 1, 0];
      if (skipB === to.pages) [j, skipB] = [j + 1, 0];
    }
  }

  of(pfn: Pfn): Twin {
    // Segments ascend: numbers are given out in order.
    const at = this.segments.findLastIndex(({ left }) => left <= pfn);
    const segment = this.segments[at];
    const next = this.segments[at + 1]?.left ?? Infinity;
    if (segment === undefined || pfn >= segment.left + segment.pages) return { pfn: null, pages: next - pfn };
    return { pfn: segment.right + pfn - segment.left, pages: segment.left + segment.pages - pfn };
  }
}
