/**
 * What an embedded explorer (`?embed`) and the page around it say to each other with `postMessage`. Every message
 * is a plain object whose `type` is "mremap-explorer"; anything else is ignored, without an answer.
 *
 * The page around it → the frame:
 *
 *     { type: "mremap-explorer", command: "hello" }                 say "ready", "step" and "size" again
 *     { type: "mremap-explorer", command: "step" | "stepBack" }     one kernel step on, or back
 *     { type: "mremap-explorer", command: "play" | "pause" }
 *     { type: "mremap-explorer", command: "seek", done: 3, t: 0.5 } three calls are done, half of the next; `t` may
 *                                                                   be left out; both are moved to the nearest place
 *
 * The frame → the page around it:
 *
 *     { type: "mremap-explorer", event: "ready", version: 1, title, calls }    it listens from now on
 *     { type: "mremap-explorer", event: "step", done, of, call, result }       calls done, of how many; the call that
 *                                                     is under way or has just ended, and how it ended (null: not yet)
 *     { type: "mremap-explorer", event: "size", width, height, wanted }        its size, and the height at which
 *                                                                              nothing in it scrolls, in CSS pixels
 *     { type: "mremap-explorer", event: "score", question, answer }            "right", "wrong" or "skipped"
 *
 * Only the page that holds the frame is listened to. Events are sent to it whatever its origin ("*"): they hold
 * nothing but what its own link asked for and what the reader did in the frame. An embedded explorer neither
 * reads nor writes what the reader has stored.
 */

const TYPE = "mremap-explorer";
/** Grows when a message changes its meaning; new messages and members do not count. */
export const PROTOCOL_VERSION = 1;

/** The cursor of the run, as far as anybody could name it. */
const DONE_MAX = 1_000_000;

export type EmbedCommand =
  | { readonly command: "hello" | "step" | "stepBack" | "play" | "pause" }
  | { readonly command: "seek"; readonly done: number; readonly t: number };

export type EmbedEvent =
  | { readonly event: "ready"; readonly version: number; readonly title: string; readonly calls: number }
  | {
      readonly event: "step";
      readonly done: number;
      readonly of: number;
      readonly call: string | null;
      readonly result: string | null;
    }
  | { readonly event: "size"; readonly width: number; readonly height: number; readonly wanted: number }
  | {
      readonly event: "score";
      readonly question: string;
      readonly answer: "right" | "wrong" | "skipped";
    };

/** An event as it is sent. */
export type EmbedMessage = EmbedEvent & { readonly type: typeof TYPE };

export const messageOf = (event: EmbedEvent): EmbedMessage => ({ type: TYPE, ...event });

const within = (value: unknown, max: number): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= max;

/** The command in a message; null for everything that is none. Never throws. */
export const commandOf = (data: unknown): EmbedCommand | null => {
  if (typeof data !== "object" || data === null || !("type" in data) || data.type !== TYPE) return null;
  const command = "command" in data ? data.command : null;
  switch (command) {
    case "hello":
    case "step":
    case "stepBack":
    case "play":
    case "pause":
      return { command };
    case "seek": {
      const done = "done" in data ? data.done : undefined;
      const t = "t" in data ? data.t : 0;
      if (!within(done, DONE_MAX) || !Number.isInteger(done) || !within(t, 1)) return null;
      return { command, done, t };
    }
    default:
      return null;
  }
};
