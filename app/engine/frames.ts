import { changedFrame } from "./changed.ts";
import { type Entry } from "#base/intervalMap.ts";
import { type RunRules, changeRuns, clearRuns, setRun, slices } from "#base/runMap.ts";
import { PMD_PAGES, type Pfn } from "./addr.ts";
import { lruCacheAdd } from "./lruAdd.ts";
import type { FrameRun, System } from "./machine.ts";
import type { Op } from "./op.ts";

/** Physical memory as runs of equal frames. A frame without a run is free. */
export const frameRules: RunRules<FrameRun> = {
  shift: (run, by) => (by === 0 ? run : changedFrame(run, { index: run.index + by })),
  continues: (left, length, right) =>
    left.index + length === right.index &&
    left.kind === right.kind &&
    left.value === right.value &&
    left.mapcount === right.mapcount &&
    left.thp === right.thp &&
    left.inode === right.inode &&
    left.exclusive === right.exclusive,
};

export type FrameSlice = Entry<FrameRun>;

/** The frames [pfn, pfn + pages) as runs of equal state. */
export const framesIn = (machine: System, pfn: Pfn, pages: number): IterableIterator<FrameSlice> =>
  slices(machine.frames, frameRules, pfn, pfn + pages);

/** The frame, as it is; a mapped frame is never free (assertion). */
export function frameAt(machine: System, pfn: Pfn): FrameRun {
  const entry = machine.frames.at(pfn);
  if (entry === null) throw new Error(`frame ${pfn} is free`);
  return frameRules.shift(entry.value, pfn - entry.start);
}

export type NewFrames = Pick<FrameRun, "kind" | "value" | "index" | "inode"> & { readonly thp?: boolean };

/** Takes `pages` fresh frames, none of them mapped yet; a huge folio starts at a multiple of 2 MiB. */
export function allocateFrames(op: Op, pages: number, frames: NewFrames): Pfn {
  const { kind, value, index, inode, thp = false } = frames;
  const free = op.system.next.pfn;
  const pfn = thp ? Math.ceil(free / PMD_PAGES) * PMD_PAGES : free;
  op.takeNumber("pfn", pfn - free + pages);
  const run: FrameRun = { kind, value, index, mapcount: 0, thp, inode, exclusive: kind === "anon" };
  op.update({ frames: setRun(op.system.frames, frameRules, pfn, pfn + pages, run) });
  if (kind !== "file") lruCacheAdd(op, pfn, pages, thp);
  op.emit({ kind: "framesAllocated", pfn, pages });
  return pfn;
}

const changeFrames = (op: Op, pfn: Pfn, pages: number, change: (run: FrameRun) => FrameRun): void =>
  op.update({ frames: changeRuns(op.system.frames, frameRules, pfn, pfn + pages, change) });

/** One more entry maps each of the frames (folio_add_rmap). */
export const mapFrames = (op: Op, pfn: Pfn, pages: number): void =>
  changeFrames(op, pfn, pages, (run) => changedFrame(run, { mapcount: run.mapcount + 1 }));

/** Frees those of the frames that no entry maps and no object holds. */
function freeUnused(op: Op, pfn: Pfn, pages: number): void {
  const unused = [...framesIn(op.system, pfn, pages)].filter(
    ({ value }) => value.mapcount === 0 && value.inode === null,
  );
  for (const { start, end } of unused) {
    op.update({ frames: clearRuns(op.system.frames, frameRules, start, end) });
    op.emit({ kind: "framesFreed", pfn: start, pages: end - start });
  }
}

/** One entry less maps each of the frames (folio_remove_rmap); the last one frees an anonymous frame. */
export function unmapFrames(op: Op, pfn: Pfn, pages: number): void {
  changeFrames(op, pfn, pages, (run) => changedFrame(run, { mapcount: run.mapcount - 1 }));
  freeUnused(op, pfn, pages);
}

/** The object lets go of the frames; those that are mapped nowhere become free (folio_put). */
export function releaseFromCache(op: Op, pfn: Pfn, pages: number): void {
  changeFrames(op, pfn, pages, (run) => changedFrame(run, { inode: null }));
  freeUnused(op, pfn, pages);
}

/** Changes the number at the start of each page. */
export const writeFrames = (op: Op, pfn: Pfn, pages: number, value: bigint): void =>
  changeFrames(op, pfn, pages, (run) => (run.value === value ? run : changedFrame(run, { value })));

/** PageAnonExclusive: whether the process may write the frames without copying them. */
export const setExclusive = (op: Op, pfn: Pfn, pages: number, exclusive: boolean): void =>
  changeFrames(op, pfn, pages, (run) =>
    run.exclusive === exclusive ? run : changedFrame(run, { exclusive }),
  );

/** Breaks a huge folio into single frames (split_folio): they keep number and content. */
export const splitFolio = (op: Op, pfn: Pfn): void => {
  const first = Math.floor(pfn / PMD_PAGES) * PMD_PAGES;
  changeFrames(op, first, PMD_PAGES, (run) => (run.thp ? changedFrame(run, { thp: false }) : run));
};
