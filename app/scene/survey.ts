import { vpnOf } from "#engine/addr.ts";
import type { InodeId, Machine, Mm, MmId } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { pagesCopiedBy } from "./copies.ts";
import { processNumber } from "./processes.ts";
import { addRange, NO_RANGES, rangesIn, type Range } from "./ranges.ts";

export interface FrameRange extends Range {
  /** Page cache the frames belong to; null for anonymous memory. */
  readonly inode: InodeId | null;
}

/** Everything that a run ever shows. */
export interface Survey {
  readonly mm: MmId;
  /** Its process as the page counts them, from 1. */
  readonly process: number;
  /** Pages that are mapped at some time, by mappings that the program made or touched. Ascending, apart. */
  readonly ranges: readonly Range[];
  /** Page numbers at which such a mapping starts or ends at some time. Ascending. */
  readonly boundaries: readonly number[];
  /** Mappings that occurred, by range. */
  readonly mappings: readonly Range[];
  /** In order of appearance. */
  readonly frames: readonly FrameRange[];
  readonly inodeNames: ReadonlyMap<InodeId, string>;
  readonly zeroPage: boolean;
  /** Mappings of the process itself that the calls leave alone. */
  readonly others: readonly Range[];
  /** Pages copied before call i. */
  readonly copiedBefore: readonly number[];
}

const firstMm = (machine: Machine): MmId => {
  for (const task of machine.tasks.values()) return task.mm;
  return 0;
};

/** Every machine of the run: at the start, after each event, after each call. */
function* machinesOf(timeline: Timeline): Generator<Machine> {
  yield timeline.initial;
  for (const step of timeline.steps) {
    for (const event of step.events) yield event.machine;
    yield step.after;
  }
}

interface Mappings {
  readonly ranges: readonly Range[];
  readonly boundaries: readonly number[];
  readonly mappings: readonly Range[];
}

/** What a child has from its parent's start: libraries, the stack. The parent's lane does not show it either. */
const inheritedRanges = (timeline: Timeline, mm: MmId): ReadonlySet<string> => {
  const { initial } = timeline;
  if (initial.mms.has(mm)) return new Set();
  const vmas = [...(initial.mms.get(firstMm(initial))?.vmas.entries() ?? [])];
  return new Set(vmas.map(({ start, end }) => `${start} ${end}`));
};

/** Mappings that the process had from the start, and still has in the same form, are not the program's. */
const surveyMappings = (timeline: Timeline, mm: MmId): Mappings => {
  const seen = new Set<Vma>();
  const nodes = new WeakSet<object>();
  for (const { value } of timeline.initial.mms.get(mm)?.vmas.unseen(nodes) ?? []) seen.add(value);
  const inherited = inheritedRanges(timeline, mm);
  const boundaries = new Set<number>();
  const mappings = new Map<string, Range>();
  let ranges = NO_RANGES;
  let last: Mm["vmas"] | undefined;
  for (const machine of machinesOf(timeline)) {
    const vmas = machine.mms.get(mm)?.vmas;
    if (vmas === undefined || vmas === last) continue;
    last = vmas;
    for (const { value: vma } of vmas.unseen(nodes)) {
      if (seen.has(vma) || inherited.has(`${vma.start} ${vma.end}`)) continue;
      seen.add(vma);
      const range = { start: vpnOf(vma.start), end: vpnOf(vma.end) };
      boundaries.add(range.start).add(range.end);
      mappings.set(`${range.start} ${range.end}`, range);
      ranges = addRange(ranges, range).ranges;
    }
  }
  return {
    ranges: rangesIn(ranges),
    boundaries: [...boundaries].toSorted((a, b) => a - b),
    mappings: [...mappings.values()],
  };
};

/** Frames the run allocates, and frames that shown pages already mapped at the start. */
const surveyFrames = (timeline: Timeline, mm: MmId, shown: readonly Range[]): readonly FrameRange[] => {
  let known = NO_RANGES;
  const found: FrameRange[] = [];
  const add = (machine: Machine, range: Range): void => {
    const { ranges, added } = addRange(known, range);
    known = ranges;
    for (const part of added) {
      found.push({ ...part, inode: machine.frames.at(part.start)?.value.inode ?? null });
    }
  };
  const table = timeline.initial.mms.get(mm)?.pageTable.entries;
  for (const range of shown) {
    for (const { start, end, value } of table?.entries(range.start, range.end) ?? []) {
      if (value.kind !== "present") continue;
      const from = Math.max(start, range.start);
      const pfn = value.pfn + from - start;
      add(timeline.initial, { start: pfn, end: pfn + Math.min(end, range.end) - from });
    }
  }
  // Frames of the start that no shown page maps stay out of the picture.
  const hidden = timeline.initial.frames;
  const nodes = new WeakSet<object>();
  // Seen before the run begins.
  for (const _ of hidden.unseen(nodes));
  let last = hidden;
  for (const machine of machinesOf(timeline)) {
    if (machine.frames === last) continue;
    last = machine.frames;
    for (const { start, end } of machine.frames.unseen(nodes)) {
      if (hidden.at(start) === null) add(machine, { start, end });
    }
  }
  return found;
};

const usesZeroPage = (timeline: Timeline, mm: MmId): boolean => {
  for (const step of timeline.steps) {
    for (const event of step.events) {
      if (event.mm === mm && event.kind === "ptesSet" && event.target === "zeroPage") return true;
    }
  }
  return false;
};

const copiedBefore = (timeline: Timeline): readonly number[] => {
  const totals = [0];
  for (const step of timeline.steps) {
    totals.push((totals.at(-1) ?? 0) + pagesCopiedBy(step.events));
  }
  return totals;
};

/** The address space of a process: the one asked for, or that of the first process where a run never has it. */
const mmOf = (timeline: Timeline, asked: MmId | undefined): MmId => {
  const there = (machine: Machine): boolean => asked !== undefined && machine.mms.has(asked);
  const known = there(timeline.initial) || timeline.steps.some((step) => there(step.after));
  return known && asked !== undefined ? asked : firstMm(timeline.initial);
};

/**
 * Reads a whole run, so that everything it will ever show has its place from the start.
 * @param asked the address space to show; that of the first process if left out
 */
export const surveyOf = (timeline: Timeline, asked?: MmId): Survey => {
  const mm = mmOf(timeline, asked);
  const mapped = surveyMappings(timeline, mm);
  const frames = surveyFrames(timeline, mm, mapped.ranges);
  const final = timeline.steps.at(-1)?.after ?? timeline.initial;
  const inodeNames = new Map<InodeId, string>();
  for (const inode of final.inodes.values()) inodeNames.set(inode.id, inode.name);
  const others: Range[] = [];
  for (const { value: vma } of timeline.initial.mms.get(mm)?.vmas.entries() ?? []) {
    others.push({ start: vpnOf(vma.start), end: vpnOf(vma.end) });
  }
  return {
    mm,
    process: processNumber(timeline, mm),
    ...mapped,
    frames,
    inodeNames,
    zeroPage: usesZeroPage(timeline, mm),
    others,
    copiedBefore: copiedBefore(timeline),
  };
};
