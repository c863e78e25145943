import type { ExplorerState } from "#store/types.ts";
import type { ExplorerStore } from "#ui/store.tsx";

/** Opens a scenario, on a kernel if one is given: at once, or when the scenario has been fetched. */
export const openOn = (store: ExplorerStore, id: string, kernel: string | null): void => {
  const { actions, workId } = store.getState();
  actions.openScenario(id);
  if (kernel === null) return;
  const opened = (state: ExplorerState): boolean => state.workId !== workId;
  const choose = (): void => {
    // Something else was opened meanwhile: its kernel is its own.
    if (store.getState().scenario === id) actions.setKernel(kernel);
  };
  if (opened(store.getState())) {
    choose();
    return;
  }
  const leave = store.subscribe((state) => {
    if (!opened(state)) return;
    // First: choosing changes the state again.
    leave();
    choose();
  });
};
