import type { FrameMark, LinkMark, Point, Rect, SlotMark, TokenMark, VmaMark, Refusal } from "./marks.ts";

/** The marks of one machine, as plain data. */
export interface Scene {
  readonly vmas: readonly VmaMark[];
  readonly slots: readonly SlotMark[];
  readonly tokens: readonly TokenMark[];
  readonly frames: readonly FrameMark[];
  readonly links: readonly LinkMark[];
  /** Pages copied since the run began. */
  readonly copied: number;
}

/** A batch of entries on its way: one rigid block, moved by (dx, dy) from where `tokens` and `links` say. */
export interface Block {
  readonly key: string;
  readonly dx: number;
  readonly dy: number;
  readonly outline: Rect;
  /** Written above the block; left out where the sentence says enough. */
  readonly caption?: string;
  readonly tokens: readonly TokenMark[];
  /** Already moved: only their lower ends stay. */
  readonly links: readonly LinkMark[];
  readonly opacity: number;
}

/** A dotted way from source to destination, with numbered ends when motion is reduced. */
export interface Trail {
  readonly points: readonly Point[];
  readonly numbered: boolean;
  readonly opacity: number;
}

/** An argument of the call, tied to its place on the axis. */
export interface Tie {
  readonly key: string;
  readonly text: string;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly upright: boolean;
  readonly tone: "now" | "error";
}

/** What is drawn over a scene while a call is under way. */
export interface Overlay {
  /** A call is under way: marks that are in neither set are dimmed a little. */
  readonly active: boolean;
  /** Keys of marks that the kernel works on right now. */
  readonly now: ReadonlySet<string>;
  /** Keys of marks that this step touches. */
  readonly touched: ReadonlySet<string>;
  readonly block: Block | null;
  readonly trail: Trail | null;
  readonly ties: readonly Tie[];
  /** Set while a failing check is shown. */
  readonly failure: Refusal | null;
}

/** Everything the stage draws. */
export interface Picture extends Scene {
  readonly overlay: Overlay;
}

const NONE: ReadonlySet<string> = new Set();

const QUIET: Overlay = {
  active: false,
  now: NONE,
  touched: NONE,
  block: null,
  trail: null,
  ties: [],
  failure: null,
};

/** The picture between two calls. */
export const pictureOf = (scene: Scene): Picture => ({ ...scene, overlay: QUIET });
