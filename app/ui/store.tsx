import { createContext, use } from "react";
import { type StoreApi, useStore } from "zustand";
import type { Actions, ExplorerState } from "#store/types.ts";

export type ExplorerStore = StoreApi<ExplorerState>;

/** The one store, handed down by the composition root. */
export const StoreContext = createContext<ExplorerStore | null>(null);

/** For subscriptions and for handlers that read the state of the moment. */
export function useStoreApi(): ExplorerStore {
  const store = use(StoreContext);
  if (store === null) throw new Error("StoreContext has no provider");
  return store;
}

/** A selected part of the state. The selector must give the same value for the same state. */
export const useExplorer = <T,>(selector: (state: ExplorerState) => T): T =>
  useStore(useStoreApi(), selector);

/** The actions never change, so this never causes a render. */
export const useActions = (): Actions => useStoreApi().getState().actions;
