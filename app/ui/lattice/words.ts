import type { LatticePlace, LatticeSize } from "#store/lattice.ts";

const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [1, "MAYMOVE"],
  [2, "FIXED"],
  [4, "DONTUNMAP"],
];

/** The flags by name, without their common beginning. */
export const flagNames = (flags: number): string =>
  FLAGS.filter(([bit]) => Math.floor(flags / bit) % 2 === 1)
    .map(([, name]) => name)
    .join(" | ") || "no flags";

/** The words of the lattice; loaded with it. */
export const words = {
  title: "All combinations",
  about:
    "The call in the composer, said in all 128 ways: eight sets of flags, four sizes, four places. Each cell is asked of the engine on the memory as it stands before the call. The upper bar is before, the lower bar after; dark is a page that has an entry. Without MREMAP_FIXED an address is at most a hint.",
  caption: "What every combination of flags, size and place would do here",
  source: "The call",
  flags: "Flags",
  places: {
    none: "No address",
    free: "To a free place",
    occupied: "Onto another mapping",
    overlap: "Over itself, one page on",
  } satisfies Record<LatticePlace, string>,
  sizes: {
    shrink: "half",
    same: "same size",
    grow: "double",
    zero: "old_size 0",
  } satisfies Record<LatticeSize, string>,
  working: "…",
  nothing: "no other mapping",
  progress: (done: number, all: number) =>
    done < all ? `${done} of ${all} computed` : `All ${all} computed`,
  open: (flags: string, size: string, place: string, verdict: string) =>
    `${flags}, ${size}, ${place}: ${verdict}. Open`,
  pick: (flags: string, size: string, place: string) => `Compare ${flags}, ${size}, ${place}`,
  compare: "Compare the two",
  pickTwo: "Tick two cells to compare them.",
  pickOther: "Tick one more cell to compare the two.",
  clear: "Clear",
};
