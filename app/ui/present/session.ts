/**
 * The stage on the projector and the notes on the lectern are two windows of one browser. They meet in a channel
 * whose name is a random word in the address of the notes, and tell each other no more than what is here.
 */
import type { PresentCommand } from "./clicker.ts";

/** What the notes show. */
export interface PresentState {
  readonly title: string;
  /** Where the run is, in words. */
  readonly place: string;
  /** The sentence that the room sees. */
  readonly now: string;
  /** What the next click shows; "" at the end. */
  readonly next: string;
  readonly notes: readonly string[];
  /** Address of what is on the stage. */
  readonly link: string;
  readonly blank: boolean;
  /** When the presentation began, in milliseconds of the clock. */
  readonly since: number;
}

export type PresentMessage =
  | { readonly kind: "state"; readonly state: PresentState }
  /** The notes have opened and want to know. */
  | { readonly kind: "hello" }
  | { readonly kind: "command"; readonly command: PresentCommand }
  /** The stage was left. */
  | { readonly kind: "over" };

const SESSION = /^[a-z0-9]{8,32}$/;

export const newSession = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36).padStart(2, "0")).join(
    "",
  );

export const isSession = (text: string): boolean => SESSION.test(text);

/** Null for an address that names no session. */
export const openChannel = (session: string): BroadcastChannel | null =>
  isSession(session) ? new BroadcastChannel(`mremap-explorer.present.${session}`) : null;

/** Both ends are of this page and, after an update, perhaps of two versions: what is not known is passed over. */
export const readMessage = (data: unknown): PresentMessage | null => {
  if (typeof data !== "object" || data === null || !("kind" in data)) return null;
  const message = data as PresentMessage;
  return ["state", "hello", "command", "over"].includes(message.kind) ? message : null;
};
