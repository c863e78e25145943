import { useEffect, useState } from "react";
import type { Composed } from "#store/composer.ts";
import { LATTICE, type LatticeCell, latticeCell } from "#store/lattice.ts";

export interface Computed {
  readonly of: Composed | null;
  /** As many as have been computed; null: there is no such call. */
  readonly cells: readonly (LatticeCell | null)[];
}

/** What one slice may take, in milliseconds: the page answers in between. */
const SLICE = 8;

const whenIdle = (work: () => void): (() => void) => {
  if ("requestIdleCallback" in window) {
    const id = requestIdleCallback(work, { timeout: 200 });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(work);
  return () => clearTimeout(id);
};

/** All cells for the state at hand, computed when the page has time for them. */
export const useCells = (composed: Composed): Computed["cells"] => {
  const [computed, setComputed] = useState<Computed>({ of: null, cells: [] });
  useEffect(() => {
    const cells: (LatticeCell | null)[] = [];
    let stop = (): void => undefined;
    const slice = (): void => {
      const until = performance.now() + SLICE;
      while (performance.now() < until && cells.length < LATTICE.length) {
        const point = LATTICE[cells.length];
        cells.push(point === undefined ? null : latticeCell(composed, point));
      }
      setComputed({ of: composed, cells: [...cells] });
      if (cells.length < LATTICE.length) stop = whenIdle(slice);
    };
    stop = whenIdle(slice);
    return () => stop();
  }, [composed]);
  return computed.of === composed ? computed.cells : [];
};
