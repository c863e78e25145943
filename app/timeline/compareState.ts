import { hex, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm, MmId, PteRun } from "#engine/machine.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import type { Entry } from "#base/intervalMap.ts";
import type { FrameTwins } from "./compareFrames.ts";

export type StateKind = "mapping" | "page" | "frames" | "counter";

/** One thing in which two machines differ. Null on a side: it is not there. */
export interface StateDifference {
  readonly kind: StateKind;
  readonly subject: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly mm: MmId | null;
  /** Pages [start, end) that it is about. */
  readonly pages: { readonly start: number; readonly end: number } | null;
}

const COUNTERS: readonly (readonly [name: string, of: (mm: Mm) => number])[] = [
  ["VmSize, pages", (mm) => mm.totalVm],
  ["VmLck, pages", (mm) => mm.lockedVm],
  ["VmData, pages", (mm) => mm.dataVm],
  ["VmStk, pages", (mm) => mm.stackVm],
  ["RssAnon, pages", (mm) => mm.rss.anon],
  ["RssFile, pages", (mm) => mm.rss.file],
  ["RssShmem, pages", (mm) => mm.rss.shmem],
  ["map_count", (mm) => mm.mapCount],
];

/** Frames that are in use, page caches included. */
export const framesInUse = (machine: Machine): number => {
  let count = 0;
  for (const { start, end } of machine.frames.entries()) count += end - start;
  return count;
};

const counted = (
  kind: "frames" | "counter",
  subject: string,
  mm: MmId | null,
  [left, right]: readonly [number | undefined, number | undefined],
): readonly StateDifference[] =>
  left === right
    ? []
    : [{ kind, subject, left: left?.toString() ?? null, right: right?.toString() ?? null, mm, pages: null }];

/** Names that say where a mapping lies and not what it is; kernels differ in when they print them. */
const DERIVED: ReadonlySet<string> = new Set(["[heap]", "[stack]"]);

interface MappingFace {
  readonly end: number;
  readonly text: string;
  readonly flags: string;
  readonly pgoff: string;
}

const mappingsOf = (machine: Machine, mm: Mm | undefined): ReadonlyMap<number, MappingFace> => {
  const faces = new Map<number, MappingFace>();
  for (const { value: vma } of mm?.vmas.entries() ?? []) {
    if (mm === undefined) break;
    const { start, end, perms, name, flagWords } = mapsEntry(machine, mm, vma);
    const pages = vpnOf(end) - vpnOf(start);
    const own = DERIVED.has(name) ? "" : name;
    const text = `${pages} ${pages === 1 ? "page" : "pages"} ${perms} ${own}`.trim();
    faces.set(start, { end, text, flags: flagWords, pgoff: `pgoff ${hex(vma.pgoff)}` });
  }
  return faces;
};

/** The words of a that b does not have; "none" where there are no more. */
const wordsLeft = (a: string, b: string): string => {
  const other = new Set(b.split(" "));
  return (
    a
      .split(" ")
      .filter((word) => !other.has(word))
      .join(" ") || "none"
  );
};

/** What is said of a mapping: what one sees in /proc first, then what decides merges. */
const mappingTexts = (left: MappingFace, right: MappingFace): readonly [string, string] | null => {
  if (left.text !== right.text) return [left.text, right.text];
  if (left.flags !== right.flags) {
    return [`flags ${wordsLeft(left.flags, right.flags)}`, `flags ${wordsLeft(right.flags, left.flags)}`];
  }
  return left.pgoff === right.pgoff ? null : [left.pgoff, right.pgoff];
};

/** Two machines, and the process of each that is compared. */
export interface Sides {
  readonly id: MmId;
  readonly machines: readonly [left: Machine, right: Machine];
  readonly mms: readonly [left: Mm | undefined, right: Mm | undefined];
}

export const mappingDifferences = ({ id, machines, mms }: Sides): readonly StateDifference[] => {
  const left = mappingsOf(machines[0], mms[0]);
  const right = mappingsOf(machines[1], mms[1]);
  const starts = [...new Set([...left.keys(), ...right.keys()])].toSorted((a, b) => a - b);
  return starts.flatMap((start): readonly StateDifference[] => {
    const [a, b] = [left.get(start), right.get(start)];
    const texts = a && b ? mappingTexts(a, b) : ([a?.text ?? null, b?.text ?? null] as const);
    if (texts === null) return [];
    const end = Math.max(a?.end ?? start, b?.end ?? start);
    const pages = { start: vpnOf(start), end: vpnOf(end) };
    return [{ kind: "mapping", subject: hex(start), left: texts[0], right: texts[1], mm: id, pages }];
  });
};

/** Bits and kind of an entry in words; what frame it is, is said beside it. */
const entryWords = (run: PteRun): string => {
  if (run.kind === "marker") return run.guard ? "guard marker" : run.poison ? "poison marker" : "wp marker";
  const bits = run.uffdWp ? ", uffd-wp" : "";
  const huge = run.huge ? "huge, " : "";
  if (run.kind === "zero") return `${huge}zero page${bits}`;
  const write = run.write ? "writable" : "read-only";
  return `${huge}${write}${run.dirty ? ", dirty" : ""}${run.softDirty ? ", soft-dirty" : ""}${bits}`;
};

/** A stretch of entries that is uniform on both sides. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly left: Entry<PteRun> | null;
  readonly right: Entry<PteRun> | null;
}

function* stretchesOf({ mms }: Sides): Generator<Stretch> {
  const [left, right] = [mms[0]?.pageTable.entries, mms[1]?.pageTable.entries];
  let at = 0;
  for (;;) {
    const a = left?.firstEndingAfter(at) ?? null;
    const b = right?.firstEndingAfter(at) ?? null;
    const start = Math.max(at, Math.min(a?.start ?? Infinity, b?.start ?? Infinity));
    if (start === Infinity) return;
    const [hereA, hereB] = [a !== null && a.start <= start, b !== null && b.start <= start];
    const end = Math.min((hereA ? a?.end : a?.start) ?? Infinity, (hereB ? b?.end : b?.start) ?? Infinity);
    yield { start, end, left: hereA ? a : null, right: hereB ? b : null };
    at = end;
  }
}

const valueAt = (machine: Machine, pfn: number): bigint | undefined => machine.frames.at(pfn)?.value.value;

/** Pages from `start` on for which the same is to be said, and that. */
interface PageVerdict {
  readonly end: number;
  readonly texts: readonly [left: string | null, right: string | null] | null;
}

const framesVerdict = (stretch: Stretch, start: number, sides: Sides, twins: FrameTwins): PageVerdict => {
  const { left, right } = stretch;
  if (left?.value.kind !== "present" || right?.value.kind !== "present")
    return { end: stretch.end, texts: null };
  const pfns = [left.value.pfn + start - left.start, right.value.pfn + start - right.start] as const;
  const twin = twins.of(pfns[0]);
  const runs = [sides.machines[0].frames.at(pfns[0]), sides.machines[1].frames.at(pfns[1])] as const;
  const same = Math.min(
    twin.pages,
    ...runs.map((run, i) => (run === null ? Infinity : run.end - (pfns[i] ?? 0))),
  );
  const end = Math.min(stretch.end, start + Math.max(1, same));
  const values = [valueAt(sides.machines[0], pfns[0]), valueAt(sides.machines[1], pfns[1])] as const;
  if (values[0] !== values[1]) return { end, texts: ["its bytes", "other bytes"] };
  return { end, texts: twin.pfn === pfns[1] ? null : ["its frame", "another frame, same bytes"] };
};

const pageVerdict = (stretch: Stretch, start: number, sides: Sides, twins: FrameTwins): PageVerdict => {
  const { left, right, end } = stretch;
  const texts = [left && entryWords(left.value), right && entryWords(right.value)] as const;
  if (texts[0] !== texts[1]) return { end, texts };
  return framesVerdict(stretch, start, sides, twins);
};

/** Entries that differ, neighbours with the same to say as one. */
export const pageDifferences = (sides: Sides, twins: FrameTwins): readonly StateDifference[] => {
  const found: StateDifference[] = [];
  const add = (start: number, end: number, [left, right]: NonNullable<PageVerdict["texts"]>): void => {
    const last = found.at(-1);
    let from = start;
    if (last?.pages?.end === start && last.left === left && last.right === right) {
      from = last.pages.start;
      found.pop();
    }
    const pages = { start: from, end };
    const subject = `${hex(from * 4096)}, ${end - from} ${end - from === 1 ? "page" : "pages"}`;
    found.push({ kind: "page", subject, left, right, mm: sides.id, pages });
  };
  for (const stretch of stretchesOf(sides)) {
    for (let start = stretch.start; start < stretch.end;) {
      const { end, texts } = pageVerdict(stretch, start, sides, twins);
      if (texts !== null) add(start, end, texts);
      start = end;
    }
  }
  return found;
};

export const counterDifferences = ({ id, mms }: Sides): readonly StateDifference[] =>
  COUNTERS.flatMap(([name, of]) =>
    counted("counter", name, id, [mms[0] && of(mms[0]), mms[1] && of(mms[1])]),
  );

export const machineDifferences = (left: Machine, right: Machine): readonly StateDifference[] => [
  ...counted("frames", "frames in use", null, [framesInUse(left), framesInUse(right)]),
  ...counted("counter", "Committed_AS, pages", null, [left.committed, right.committed]),
];
