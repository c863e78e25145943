import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Where everything stands in one column. */
export const PHONE = "(width < 760px)";

/** How the page is arranged: everything; the right panel as a drawer; one column with tabs. */
export type Arrangement = "full" | "drawer" | "phone";

export function useArrangement(): Arrangement {
  const phone = useMedia(PHONE);
  const drawer = useMedia("(width < 1100px)");
  if (phone) return "phone";
  return drawer ? "drawer" : "full";
}
