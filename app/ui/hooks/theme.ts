import { useEffect } from "react";
import type { ExplorerState } from "#store/types.ts";
import { useExplorer } from "#ui/store.tsx";
import { useMedia } from "./media.ts";

/** Puts the chosen theme on the document; "system" leaves it to the style sheet. */
export function useTheme(): void {
  const theme = useExplorer((state) => state.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset["theme"];
    else dataset["theme"] = theme;
  }, [theme]);
}

const selectMotion = (state: ExplorerState): ExplorerState["motion"] => state.motion;

/** Whether motion is to be reduced: the reader's choice, else the system's. */
export function useReducedMotion(): boolean {
  const motion = useExplorer(selectMotion);
  const system = useMedia("(prefers-reduced-motion: reduce)");
  return motion === "system" ? system : motion === "reduced";
}
