import type { ExplorerStore } from "#ui/store.tsx";

/** Opens a scenario, on a kernel if one is given: at once, or when the scenario has been fetched. */
export const openOn = (store: ExplorerStore, id: string, kernel: string | null): void => {
  const { actions, workId } = store.getState();
  actions.openScenario(id);
  if (kernel === null) return;
  const choose = (): boolean => {
    const state = store.getState();
    if (state.workId === workId) return false;
    if (state.scenario === id) state.actions.setKernel(kernel);
    return true;
  };
  if (choose()) return;
  const leave = store.subscribe(() => {
    if (choose()) leave();
  });
};
