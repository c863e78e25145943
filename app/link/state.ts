/** What a link carries: inputs only, never what the engine can compute again. */
export interface LinkState {
  /** Text of the program; canonical after decoding. */
  readonly text: string;
  /** At most 80 characters; "" if there is none. */
  readonly title: string;
  /** Id of the built-in scenario that it began as. */
  readonly scenario: string | null;
  /** Profile id of the kernel; null: the program's head names it. */
  readonly kernel: string | null;
  /** Calls done, and progress of the next in [0, 1). */
  readonly cursor: { readonly done: number; readonly t: number };
}

/** Something about a link that its reader must know. */
export interface LinkNotice {
  /** Stable, for tests: "newer-version", "bad-line", "bad-part" … */
  readonly code: string;
  readonly text: string;
}

/**
 * What came out of a fragment. `none`: there was no link in it. `broken`: nothing of it can be shown, and the
 * notice says why; `raw` is the link as it came, to be kept. `scenario`: the short form, which names a built-in one.
 */
export type DecodedLink =
  | { readonly kind: "none" }
  | { readonly kind: "state"; readonly state: LinkState; readonly notices: readonly LinkNotice[] }
  | {
      readonly kind: "scenario";
      readonly id: string;
      readonly parts: LinkParts;
      readonly notices: readonly LinkNotice[];
    }
  | { readonly kind: "broken"; readonly notice: LinkNotice; readonly raw: string };

/** The parts behind the program: everything of a state but its text. */
export type LinkParts = Omit<LinkState, "text">;

export const TITLE_MAX = 80;
/** Longest fragment that is looked at, in characters. */
export const FRAGMENT_MAX = 64 * 1024;
/** Longest readable form that a packed one may unfold to. */
export const READABLE_MAX = 256 * 1024;
export const LINES_MAX = 4096;
