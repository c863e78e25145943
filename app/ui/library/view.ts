import { useSyncExternalStore } from "react";

/** What fills the window. Not a matter of the share link: the fragment stays as it is. */
export type View = "workbench" | "library";

/** Ids of the controls that open the library; one of them gets the focus back. */
export const OPENERS = { button: "open-library", picker: "scenario-picker" } as const;

/** Key of the marker in an entry of the browser's history. */
const MARK = "explorerView";

const markOf = (state: unknown): View | null => {
  if (typeof state !== "object" || state === null || !(MARK in state)) return null;
  const mark = state[MARK];
  return mark === "library" || mark === "workbench" ? mark : null;
};

const marked = (view: View): object => {
  const state: unknown = history.state;
  return { ...(typeof state === "object" ? state : null), [MARK]: view };
};

/** Told when the view changes without the browser's own event: pushState has none. */
const listeners = new Set<() => void>();
let opener: string | null = null;
/** The last step through the history led from one marked entry to another: same work, other view. */
let stepped = false;

const onPopState = (event: PopStateEvent): void => {
  stepped = markOf(event.state) !== null;
  for (const changed of listeners) changed();
};

/**
 * Entries of one visit to the library belong to the same work. The link of the entry that is come back to may
 * be an older one; it takes over the newest, so that it is not read as a link that somebody opened.
 */
const onHashChange = (event: HashChangeEvent): void => {
  if (!stepped) return;
  stepped = false;
  // Nobody else may read it as a link that was opened.
  event.stopImmediatePropagation();
  // The event comes late: a newer link may have been written into the entry by now.
  if (location.href !== event.newURL) return;
  history.replaceState(history.state, "", event.oldURL);
};

const subscribe = (changed: () => void): (() => void) => {
  if (listeners.size === 0) {
    window.addEventListener("popstate", onPopState);
    // Capturing: before the listener that reads links.
    window.addEventListener("hashchange", onHashChange, { capture: true });
  }
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    window.removeEventListener("popstate", onPopState);
    window.removeEventListener("hashchange", onHashChange, { capture: true });
  };
};

const current = (): View => markOf(history.state) ?? "workbench";

/** The view of the present entry of the history; the browser's back and forward change it. */
export const useView = (): View => useSyncExternalStore(subscribe, current);

/** Opens the library as an entry of its own, so that Back leads to the workbench. */
export const openLibrary = (from: string): void => {
  if (current() === "library") return;
  opener = from;
  history.replaceState(marked("workbench"), "");
  history.pushState(marked("library"), "");
  for (const changed of listeners) changed();
};

/** Goes back to the workbench. `focus`: the element that gets the focus there; left out, what opened the library. */
export const closeLibrary = (focus?: string): void => {
  if (current() !== "library") return;
  opener = focus ?? opener;
  history.back();
};

/** Id of the element to focus in the workbench, once. */
export const takeOpener = (): string | null => {
  const id = opener;
  opener = null;
  return id;
};
