import type { Actions, Panels } from "../types.ts";
import type { ActionContext } from "./context.ts";

type ViewActions = Pick<
  Actions,
  | "select"
  | "hover"
  | "setStageView"
  | "showProcess"
  | "setTheme"
  | "setMotion"
  | "togglePanel"
  | "resizePanel"
  | "showTab"
  | "notify"
  | "dismissNotice"
>;

/** Panels are never dragged to nothing or over the stage; the style sheet has the last word. */
const PANEL_PIXELS = { min: 120, max: 900 };

export const viewActions = ({ set, get }: ActionContext): ViewActions => {
  const setPanels = (patch: Partial<Panels>): void => {
    set((state) => ({ panels: { ...state.panels, ...patch } }));
  };
  return {
    select: (selection) => {
      set({ selection });
    },
    hover: (hovered) => {
      if (get().hovered !== hovered) set({ hovered });
    },
    setStageView: (stageView) => {
      set({ stageView });
    },
    showProcess: (process) => {
      set({ process, selection: null, hovered: null });
    },
    setTheme: (theme) => {
      set({ theme });
    },
    setMotion: (motion) => {
      set({ motion });
    },
    togglePanel: (panel) => {
      const { open } = get().panels;
      setPanels({ open: { ...open, [panel]: !open[panel] } });
    },
    resizePanel: (edge, pixels) => {
      if (!Number.isFinite(pixels)) return;
      const size = Math.round(Math.min(PANEL_PIXELS.max, Math.max(PANEL_PIXELS.min, pixels)));
      setPanels({ size: { ...get().panels.size, [edge]: size } });
    },
    showTab: (tab) => {
      setPanels({ tab });
    },
    notify: (notice) => {
      set(({ notices }) => ({ notices: [...notices.filter(({ id }) => id !== notice.id), notice] }));
    },
    dismissNotice: (id) => {
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
  };
};
