import { addrOf, hex } from "#engine/addr.ts";
import type { FrameRun, Machine, Mm, PteRun } from "#engine/machine.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { groupedAddress } from "#ui/text/numbers.ts";
import type { Row } from "./vma.ts";

/** The entry of a page, with the frame it names. */
export interface EntryAt {
  readonly run: PteRun;
  /** Null where the entry names no frame. */
  readonly pfn: number | null;
}

export function entryAt(mm: Mm, vpn: number): EntryAt | null {
  const found = mm.pageTable.entries.at(vpn);
  if (found === null) return null;
  const run = found.value;
  return { run, pfn: run.kind === "present" ? run.pfn + (vpn - found.start) : null };
}

const yesNo = (value: boolean): string => (value ? lateWords.yes : lateWords.no);

function entryKind(mm: Mm, vpn: number, entry: EntryAt | null): string {
  if (mm.vmas.at(addrOf(vpn)) === null) return lateWords.entryNotMapped;
  if (entry === null) return lateWords.entryNone;
  switch (entry.run.kind) {
    case "present":
      return lateWords.entryPresent;
    case "zero":
      return lateWords.entryZero;
    case "marker":
      return lateWords.entryMarker;
  }
}

/** Bits of entries that the processor does not walk to a frame with; those of the others are shown one by one. */
function bitRows(run: Exclude<PteRun, { kind: "present" }>): readonly Row[] {
  if (run.kind === "marker") {
    return [
      { name: "guard", value: yesNo(run.guard) },
      { name: lateWords.bits.uffdWp, value: yesNo(run.uffdWp) },
      { name: "poison", value: yesNo(run.poison) },
    ];
  }
  return [
    { name: lateWords.bits.softDirty, value: yesNo(run.softDirty) },
    { name: lateWords.bits.uffdWp, value: yesNo(run.uffdWp) },
    { name: lateWords.bits.huge, value: yesNo(run.huge) },
  ];
}

/** A page of the address space: its entry, bit by bit. */
export function pageRows(mm: Mm, vpn: number): readonly Row[] {
  const entry = entryAt(mm, vpn);
  const addr = addrOf(vpn);
  return [
    { name: lateWords.address, value: groupedAddress(addr), full: hex(addr) },
    { name: lateWords.entry, value: entryKind(mm, vpn, entry) },
    ...(entry?.pfn === null || entry === null
      ? []
      : [{ name: lateWords.frame, value: entry.pfn.toString(16) }]),
    ...(entry === null || entry.run.kind === "present" ? [] : bitRows(entry.run)),
  ];
}

/** What is stored at the start of a frame, as a character where it is one. */
export function contentText(value: bigint): string {
  if (value === 0n) return "0";
  const char = value < 127n && value > 32n ? `'${String.fromCharCode(Number(value))}'` : hex(value);
  return char;
}

export interface FrameAt {
  readonly run: FrameRun;
  readonly offset: number;
}

export function frameOf(machine: Machine, pfn: number): FrameAt | null {
  const found = machine.frames.at(pfn);
  return found === null ? null : { run: found.value, offset: pfn - found.start };
}

/** A frame: the bytes themselves. */
export function frameRows(machine: Machine, pfn: number): readonly Row[] | null {
  const frame = frameOf(machine, pfn);
  if (frame === null) return null;
  const { run } = frame;
  const inode = run.inode === null ? undefined : machine.inodes.get(run.inode);
  return [
    { name: lateWords.frame, value: pfn.toString(16), full: hex(pfn) },
    { name: lateWords.content, value: contentText(run.value) },
    { name: lateWords.kind, value: lateWords.kinds[run.kind] },
    ...(inode === undefined ? [] : [{ name: lateWords.backing, value: inode.name }]),
    { name: lateWords.mapcount, value: String(run.mapcount) },
    ...(run.kind === "anon" ? [{ name: lateWords.exclusive, value: yesNo(run.exclusive) }] : []),
  ];
}
