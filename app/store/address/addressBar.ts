import { FRAGMENT_MAX } from "#link/state.ts";
import type { Explorer } from "../explorer.ts";
import type { ScenarioShelf } from "../shelf.ts";
import { linkStateOf, readFragment } from "./linkState.ts";

/** The parts of a window that deal with its address. */
export interface AddressBar {
  fragment(): string;
  /** Puts a fragment into the address without a new entry in the history. */
  replace(fragment: string): void;
}

export interface AddressSync {
  /** The fragment that was written or read last, without `#`. */
  readonly link: () => string;
  /** Writes the link of the present state. */
  readonly write: () => Promise<void>;
  /** Call when the fragment was changed by hand, a link or the back button. */
  readonly onHashChange: () => Promise<void>;
}

/** Whether a fragment is the place of a page beside the workbench (`#/library`), and no link. */
export const isPlace = (fragment: string): boolean => /^#?\//.test(fragment);

const withoutHash = (fragment: string): string => fragment.replace(/^#/, "");

/**
 * Keeps the link in the address bar. A link that somebody opens is shown as a visitor's copy. While another page
 * than the workbench has the address, nothing is written.
 * @param opened the link with which the page was opened, without `#`; for a page's place, the one before it
 */
export const createAddressSync = (
  explorer: Explorer,
  bar: AddressBar,
  scenarios: ScenarioShelf,
  opened: string,
): AddressSync => {
  let link = opened;
  const write = async (): Promise<void> => {
    if (isPlace(bar.fragment())) return;
    const { encodeLink } = await import("#link/codec.ts");
    const encoded = await encodeLink(linkStateOf(explorer.getState(), scenarios));
    const next = encoded.length > FRAGMENT_MAX ? "" : encoded;
    if (next === link && next === withoutHash(bar.fragment())) return;
    link = next;
    bar.replace(next);
  };
  const onHashChange = async (): Promise<void> => {
    const fragment = withoutHash(bar.fragment());
    if (isPlace(fragment)) return;
    // Back from a page: the work may have changed there.
    if (fragment === link) return write();
    link = fragment;
    const asked = await readFragment(fragment, scenarios);
    const { actions } = explorer.getState();
    if (asked.work !== null) actions.visit(asked.work);
    for (const notice of asked.notices) actions.notify(notice);
  };
  return { link: () => link, write, onHashChange };
};
