import { useSyncExternalStore } from "react";
import { zoomRunOf, fittingPlace, type ZoomRun } from "#scene/zoom.ts";
import { zoomedIn, zoomedOut, type ZoomPlace } from "#scene/zoomLevels.ts";
import { selectTimeline } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { type ExplorerStore, useExplorer, useStoreApi } from "#ui/store.tsx";
import { selectProcess } from "./process.ts";

/** Where the reader is among the page tables of one program; picture and table share it. */
interface Chosen {
  readonly workId: string;
  readonly place: ZoomPlace;
}

/** One explorer's place, for those who watch it. */
interface Place {
  readonly get: () => Chosen | null;
  readonly set: (chosen: Chosen | null) => void;
  readonly subscribe: (changed: () => void) => () => void;
}

const createPlace = (): Place => {
  let chosen: Chosen | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => chosen,
    set: (next) => {
      chosen = next;
      for (const changed of listeners) changed();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
};

const places = new WeakMap<ExplorerStore, Place>();

const placeOf = (store: ExplorerStore): Place => {
  const known = places.get(store) ?? createPlace();
  places.set(store, known);
  return known;
};

const selectWork = ({ workId }: ExplorerState): string => workId;

export interface Zooming {
  readonly run: ZoomRun;
  readonly place: ZoomPlace;
  readonly goTo: (place: ZoomPlace) => void;
  readonly enter: (vpn: number) => void;
  readonly leave: () => void;
  /** To the level at which the whole run can be seen. */
  readonly fit: () => void;
}

/** Another program opens at the level that fits it. */
export function useZooming(): Zooming {
  const store = useStoreApi();
  const timeline = useExplorer(selectTimeline);
  const workId = useExplorer(selectWork);
  const process = useExplorer(selectProcess);
  const { get, set, subscribe } = placeOf(store);
  const chosen = useSyncExternalStore(subscribe, get);
  const run = zoomRunOf(timeline, process ?? undefined);
  const place = chosen?.workId === workId ? chosen.place : fittingPlace(run);
  const goTo = (next: ZoomPlace): void => set({ workId, place: next });
  return {
    run,
    place,
    goTo,
    enter: (vpn) => goTo(zoomedIn(place, vpn)),
    leave: () => goTo(zoomedOut(place)),
    fit: () => set(null),
  };
}
