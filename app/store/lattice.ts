import { PAGE_SIZE } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { type Composed, freePlace, mmOf } from "./composer.ts";
import { type Variant, runVariant, sourceName, tidOf } from "./matrix.ts";
import type { ComposerDraft } from "./types.ts";

export type LatticeSize = "shrink" | "same" | "grow" | "zero";
/** What the fifth argument says: nothing, or where. Without MREMAP_FIXED it is at most a hint. */
export type LatticePlace = "none" | "free" | "occupied" | "overlap";

/** One combination of what can be said in the call. */
export interface LatticePoint {
  /** Sum of MREMAP_MAYMOVE (1), MREMAP_FIXED (2) and MREMAP_DONTUNMAP (4). */
  readonly flags: number;
  readonly size: LatticeSize;
  readonly place: LatticePlace;
}

export const LATTICE_FLAGS: readonly number[] = [0, 1, 3, 5, 7, 2, 4, 6];
export const LATTICE_SIZES: readonly LatticeSize[] = ["shrink", "same", "grow", "zero"];
export const LATTICE_PLACES: readonly LatticePlace[] = ["none", "free", "occupied", "overlap"];

/** Row by row, in the order in which they are shown. */
export const LATTICE: readonly LatticePoint[] = LATTICE_FLAGS.flatMap((flags) =>
  LATTICE_PLACES.flatMap((place) => LATTICE_SIZES.map((size) => ({ flags, size, place }))),
);

const PAGE = BigInt(PAGE_SIZE);

/** The size of the source: that of the call, or of the mapping where the call says 0. */
const sourceSize = ({ draft, machine }: Composed): bigint => {
  if (draft.oldSize >= PAGE) return draft.oldSize;
  const vma = mmOf(machine)?.vmas.at(Number(draft.oldAddress))?.value;
  return vma === undefined ? PAGE : BigInt(vma.end) - draft.oldAddress;
};

/** Another mapping: one of the program's own if there is any; null: the process has nothing else. */
const occupiedPlace = ({ machine, names, draft }: Composed, size: bigint): bigint | null => {
  const vmas = mmOf(machine)?.vmas;
  const [from, to] = [Number(draft.oldAddress), Number(draft.oldAddress + size)];
  const apart = ({ start, end }: { start: number; end: number }): boolean => end <= from || start >= to;
  for (const address of names.values()) {
    const vma = vmas?.at(Number(address))?.value;
    if (vma !== undefined && apart(vma)) return BigInt(vma.start);
  }
  for (const { value } of vmas?.entries() ?? [])
    if (apart(value) && value.special === null) return BigInt(value.start);
  return null;
};

const newSizeOf = (size: LatticeSize, source: bigint): bigint => {
  const pages = source / PAGE;
  if (size === "shrink") return pages > 1n ? (pages / 2n) * PAGE : PAGE;
  return size === "grow" ? source * 2n : source;
};

/** The call of one combination for the state at hand; null where there is nothing to occupy. */
export const latticeDraft = (composed: Composed, point: LatticePoint): ComposerDraft | null => {
  const source = sourceSize(composed);
  const { oldAddress } = composed.draft;
  const newSize = newSizeOf(point.size, source);
  const room = newSize > source ? newSize : source;
  const places: Record<LatticePlace, () => bigint | null> = {
    none: () => 0n,
    free: () => freePlace(composed.machine, Number(room)),
    occupied: () => occupiedPlace(composed, room),
    overlap: () => oldAddress + PAGE,
  };
  const newAddress = places[point.place]();
  if (newAddress === null) return null;
  const oldSize = point.size === "zero" ? 0n : source;
  return {
    oldAddress,
    oldSize,
    newSize,
    flags: point.flags,
    newAddress,
    hasNewAddress: point.place !== "none",
  };
};

/** A piece of a bar, from 0 to 100: a mapping, or pages of it whose entry is set. */
export interface ThumbBar {
  readonly kind: "mapping" | "set";
  readonly x: number;
  readonly w: number;
}

/** The places that the call is about, before it and after it. */
export interface Thumb {
  readonly before: readonly ThumbBar[];
  readonly after: readonly ThumbBar[];
}

export interface LatticeCell extends Variant {
  readonly point: LatticePoint;
  readonly thumb: Thumb;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const joined = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const found: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last === undefined || next.start > last.end) found.push(next);
    else found.splice(-1, 1, { start: last.start, end: Math.max(last.end, next.end) });
  }
  return found;
};

/** Space between two stretches, in hundredths of the width. */
const GAP = 8;

const barsOf = (mm: Mm | null, shown: readonly Stretch[]): readonly ThumbBar[] => {
  const bytes = shown.reduce((sum, { start, end }) => sum + end - start, 0);
  const scale = (100 - GAP * (shown.length - 1)) / Math.max(1, bytes);
  let x = 0;
  return shown.flatMap(({ start, end }) => {
    const at = x - start * scale;
    x += (end - start) * scale + GAP;
    const bar = (kind: ThumbBar["kind"], from: number, to: number): ThumbBar => {
      const [left, right] = [Math.max(from, start), Math.min(to, end)];
      return { kind, x: at + left * scale, w: (right - left) * scale };
    };
    const mappings = [...(mm?.vmas.entries(start, end) ?? [])];
    const entries = [...(mm?.pageTable.entries.entries(start / PAGE_SIZE, end / PAGE_SIZE) ?? [])];
    return [
      ...mappings.map(({ start: from, end: to }) => bar("mapping", from, to)),
      ...entries.map(({ start: from, end: to }) => bar("set", from * PAGE_SIZE, to * PAGE_SIZE)),
    ];
  });
};

const upToPage = (bytes: bigint): number => Math.ceil(Number(bytes) / PAGE_SIZE) * PAGE_SIZE;

const thumbOf = (before: Machine, { draft, result, after }: Variant, size: number): Thumb => {
  const length = Math.max(size, upToPage(draft.newSize));
  const stretch = (start: bigint): Stretch => ({ start: Number(start), end: Number(start) + length });
  const shown = joined([
    stretch(draft.oldAddress),
    ...(draft.hasNewAddress ? [stretch(draft.newAddress)] : []),
    ...(result.kind === "ok" ? [stretch(result.value)] : []),
  ]);
  return { before: barsOf(mmOf(before), shown), after: barsOf(mmOf(after), shown) };
};

/** What one combination would do here, asked of the engine; null where it cannot be asked. */
export const latticeCell = (composed: Composed, point: LatticePoint): LatticeCell | null => {
  const tid = tidOf(composed);
  const draft = latticeDraft(composed, point);
  if (tid === null || draft === null) return null;
  const variant = runVariant(composed.machine, tid, draft, sourceName(composed));
  const thumb = thumbOf(composed.machine, variant, upToPage(sourceSize(composed)));
  return { ...variant, point, thumb };
};
