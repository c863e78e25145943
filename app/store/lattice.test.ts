import { describe, expect, it } from "vitest";
import { runCall } from "#engine/run.ts";
import { callOf, compose } from "./composer.ts";
import { LATTICE, type LatticePoint, latticeCell, latticeDraft } from "./lattice.ts";
import { runText } from "./runner.ts";

const TEXT = `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
other = mmap(0x20000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE)
`;
const composed = compose(runText(TEXT, null).timeline, 3, null);
const at = (flags: number, size: LatticePoint["size"], place: LatticePoint["place"]) =>
  latticeCell(composed, { flags, size, place });

describe("the lattice of the flags", () => {
  it("has every combination once", () => {
    expect(LATTICE).toHaveLength(128);
    expect(new Set(LATTICE.map((point) => JSON.stringify(point))).size).toBe(128);
  });

  it("says in every cell what the engine says", () => {
    const tid = [...composed.machine.tasks.keys()][0] ?? 0;
    for (const point of LATTICE) {
      const draft = latticeDraft(composed, point);
      const cell = latticeCell(composed, point);
      if (draft === null || cell === null) throw new Error("the program has another mapping");
      const { result, machine } = runCall(composed.machine, tid, callOf(draft), { watch: true });
      expect({ point, result: cell.result }).toEqual({ point, result });
      expect(cell.after).toEqual(machine);
    }
  });

  it.each<[number, LatticePoint["size"], LatticePoint["place"], string]>([
    [0, "grow", "none", "stays"],
    [0, "shrink", "none", "stays"],
    [2, "same", "free", "EINVAL"],
    [3, "same", "free", "moves"],
    [3, "same", "occupied", "moves"],
    [3, "same", "overlap", "EINVAL"],
    [5, "grow", "none", "EINVAL"],
    [5, "same", "free", "moves"],
    [1, "zero", "none", "EINVAL"],
  ])("flags %i, %s, %s: %s", (flags, size, place, verdict) =>
    expect(at(flags, size, place)?.verdict).toBe(verdict),
  );

  it("draws a move from one place to the other, and what stays mapped", () => {
    const bars = (flags: number) => at(flags, "same", "free")?.thumb;
    expect(bars(3)).toEqual({
      before: [
        { kind: "mapping", x: 0, w: 46 },
        { kind: "set", x: 0, w: 46 },
      ],
      after: [
        { kind: "mapping", x: 54, w: 46 },
        { kind: "set", x: 54, w: 46 },
      ],
    });
    expect(bars(7)?.after.map(({ kind, x }) => [kind, Math.round(x)])).toEqual([
      ["mapping", 0],
      ["mapping", 54],
      ["set", 54],
    ]);
  });

  it("has no cell where there is nothing to occupy", () => {
    const alone = { ...composed, machine: { ...composed.machine, mms: new Map() } };
    expect(latticeDraft(alone, { flags: 3, size: "same", place: "occupied" })).toBeNull();
  });
});
