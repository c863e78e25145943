/**
 * Which page fills the window. A page has its place in the fragment, `#/name/part/part`; any other fragment is
 * a share link and belongs to the workbench. The entries of the browser's history say how far behind the
 * workbench lies, so that closing a page leads back there and not out of the explorer.
 */
import { useSyncExternalStore } from "react";

export interface Route {
  /** Null: the workbench. */
  readonly page: string | null;
  /** What follows the page's name, decoded. */
  readonly path: readonly string[];
}

const WORKBENCH: Route = { page: null, path: [] };

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Reads a fragment with or without its `#`. */
export const routeOf = (fragment: string): Route => {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith("/")) return WORKBENCH;
  const [page = "", ...path] = text
    .slice(1)
    .split("/")
    .map((part) => decoded(part));
  return page === "" ? WORKBENCH : { page, path: path.filter((part) => part !== "") };
};

/** The fragment of a page, with `#`: fit for an href. */
export const fragmentOf = (page: string, path: readonly string[] = []): string =>
  `#/${[page, ...path].map((part) => encodeURIComponent(part)).join("/")}`;

/** Key of the mark in an entry of the history: how many entries of pages lie between it and the workbench. */
const MARK = "explorerDepth";

const depthOf = (state: unknown): number =>
  typeof state === "object" && state !== null && MARK in state && typeof state[MARK] === "number"
    ? state[MARK]
    : 0;

const listeners = new Set<() => void>();
let opener: string | null = null;

const tell = (): void => {
  for (const changed of listeners) changed();
};

const subscribe = (changed: () => void): (() => void) => {
  if (listeners.size === 0) window.addEventListener("hashchange", tell);
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0) window.removeEventListener("hashchange", tell);
  };
};

/** The same object as long as the fragment is the same, as useSyncExternalStore wants it. */
let seen: { readonly hash: string; readonly route: Route } = { hash: "", route: WORKBENCH };
const current = (): Route => {
  if (seen.hash !== location.hash) seen = { hash: location.hash, route: routeOf(location.hash) };
  return seen.route;
};

/** The page that the address asks for; Back, Forward and links change it. */
export const useRoute = (): Route => useSyncExternalStore(subscribe, current);

/**
 * Opens a page as an entry of its own, so that Back leads to where the reader was.
 * @param from id of the control that gets the focus when the reader comes back to the workbench
 */
export const openPage = (page: string, path: readonly string[] = [], from?: string): void => {
  if (current().page === null) opener = from ?? null;
  if (location.hash === fragmentOf(page, path)) return;
  // Behind a page that was opened by its address there is no workbench to count from.
  const depth = depthOf(history.state);
  const next = current().page === null || depth > 0 ? depth + 1 : 0;
  history.pushState({ [MARK]: next }, "", fragmentOf(page, path));
  tell();
};

/** Another place on the same page, without an entry of its own. */
export const replacePath = (path: readonly string[]): void => {
  const { page } = current();
  if (page === null) return;
  history.replaceState(history.state, "", fragmentOf(page, path));
  tell();
};

/**
 * Back to the workbench.
 * @param focus id of the element that gets the focus there; left out, what opened the page
 */
export const closePage = (focus?: string): void => {
  if (current().page === null) return;
  opener = focus ?? opener;
  const depth = depthOf(history.state);
  if (depth > 0) history.go(-depth);
  // The page was opened by its address: there is nothing to go back to.
  else location.replace("#");
};

/** Id of the element to focus in the workbench, once. */
export const takeOpener = (): string | null => {
  const id = opener;
  opener = null;
  return id;
};
