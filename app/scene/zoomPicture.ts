import type { Machine } from "#engine/machine.ts";
import type { Cursor, Step, Timeline } from "#timeline/timeline.ts";
import { machineBefore } from "./stageScenes.ts";
import { progressIn, stageIndexAt, timingOf } from "./timing.ts";
import { phasesAt, type Move } from "./travel.ts";
import { movesIn } from "./zoom.ts";
import { zoomCells, setIn, type Sieve, type ZoomCells } from "./zoomCells.ts";
import { cellCountOf, cellPagesOf, spanOf, type ZoomPlace } from "./zoomLevels.ts";

/** A cell that travels, and where it goes; null: to a table that is not shown. */
export interface Wagon {
  readonly panel: number;
  readonly index: number;
  readonly to: { readonly panel: number; readonly index: number } | null;
}

/** Cells on their way. They keep their places among each other. */
export interface ZoomTrain {
  readonly cells: readonly ZoomCells[];
  readonly wagons: readonly Wagon[];
}

export interface ZoomPicture {
  readonly panels: readonly ZoomCells[];
  readonly train: ZoomTrain | null;
  /** Progress of the train: out of its place, on its way, into the other; each in [0, 1]. */
  readonly lift: number;
  readonly travel: number;
  readonly drop: number;
}

const indexIn = (panels: readonly ZoomPlace[], vpn: number): Wagon["to"] => {
  const panel = panels.findIndex(({ start, level }) => vpn >= start && vpn < start + spanOf(level));
  const place = panels[panel];
  if (place === undefined) return null;
  return { panel, index: Math.floor((vpn - place.start) / cellPagesOf(place.level)) };
};

const trainOf = (cells: readonly ZoomCells[], moves: readonly Move[]): ZoomTrain => {
  const places = cells.map(({ place }) => place);
  const wagons = cells.flatMap(({ cells: all }, panel) =>
    all.flatMap((cell): readonly Wagon[] => {
      if (setIn(cell) === 0) return [];
      const move = moves.find((m) => m.from < cell.vpn + cell.pages && m.from + m.pages > cell.vpn);
      if (move === undefined) return [];
      const first = Math.max(cell.vpn, move.from);
      return [{ panel, index: cell.index, to: indexIn(places, first - move.from + move.to) }];
    }),
  );
  return { cells, wagons };
};

/** Cells of the machines seen last: while a train travels, nothing is counted anew. */
class Kept {
  private readonly kept = new Map<string, { readonly key: readonly unknown[]; readonly value: unknown }>();

  get<T>(name: string, key: readonly unknown[], make: () => T): T {
    const known = this.kept.get(name);
    // What is kept under a name was made by the same maker.
    if (known?.key.every((part, i) => part === key[i]) === true) return known.value as T;
    const value = make();
    this.kept.set(name, { key, value });
    return value;
  }
}

/** Draws one address space at the same places for as long as it is used. */
export interface ZoomScene {
  pictureAt(timeline: Timeline, cursor: Cursor): ZoomPicture;
  readonly places: readonly ZoomPlace[];
}

const STILL = { train: null, lift: 0, travel: 0, drop: 0 } as const;

/** An address space that is not there: nothing in any cell. */
const emptyCells = (place: ZoomPlace): ZoomCells => ({
  place,
  cells: Array.from({ length: cellCountOf(place.level) }, (_, index) => ({
    index,
    vpn: place.start + index * cellPagesOf(place.level),
    pages: cellPagesOf(place.level),
    mapped: 0,
    vmas: 0,
    frame: 0,
    zero: 0,
    marker: 0,
    states: [],
    odd: 0,
    look: { hue: "none", pattern: "plain" },
    letter: "",
  })),
  partsPerCell: 1,
  parts: new Uint8Array(cellCountOf(place.level)),
});

export const zoomSceneOf = (mmId: number, places: readonly ZoomPlace[]): ZoomScene => {
  const kept = new Kept();
  const panelsOf = (machine: Machine, sieve: Sieve | null): readonly ZoomCells[] => {
    const mm = machine.mms.get(mmId);
    return kept.get(
      sieve?.mode ?? "all",
      [mm?.vmas, mm?.pageTable.entries, machine.frames, sieve?.ranges],
      () =>
        places.map((place) => (mm === undefined ? emptyCells(place) : zoomCells(machine, mm, place, sieve))),
    );
  };
  const travelling = (step: Step, from: number, to: number, before: Machine) => {
    const moves = kept.get("moves", [step, from, to], () => movesIn(step, mmId, from, to));
    const ranges = kept.get("ranges", [moves], () =>
      moves
        .map((move) => ({ start: move.from, end: move.from + move.pages }))
        .toSorted((a, b) => a.start - b.start),
    );
    const moving = panelsOf(before, { mode: "only", ranges });
    return {
      panels: panelsOf(before, { mode: "without", ranges }),
      train: kept.get("train", [moving, moves], () => trainOf(moving, moves)),
    };
  };
  return {
    places,
    pictureAt(timeline, { done, t }) {
      const step = timeline.steps[done];
      if (step === undefined || t <= 0) {
        const machine = timeline.steps[done - 1]?.after ?? timeline.initial;
        return { panels: panelsOf(machine, null), ...STILL };
      }
      const timing = timingOf(step);
      const stage = timing.stages[stageIndexAt(timing, t)];
      if (stage === undefined || t >= 1) return { panels: panelsOf(step.after, null), ...STILL };
      const u = progressIn(stage, t);
      const before = machineBefore(step, stage);
      if (stage.kind === "move") return { ...travelling(step, stage.from, stage.to, before), ...phasesAt(u) };
      // Nothing between two states of a cell means anything: it changes at the middle of its stage.
      const after = step.events[stage.to - 1]?.machine ?? before;
      return { panels: panelsOf(u < 0.5 ? before : after, null), ...STILL };
    },
  };
};
