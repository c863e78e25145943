import type { Identity } from "./identity.ts";

/** All positions and sizes are CSS pixels from the top left corner of the stage. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Identity of stored bytes: a hue is never alone, a letter or a pattern goes with it. */
export type Hue = "a" | "b" | "c" | "d" | "none";
export type Pattern = "plain" | "stripes" | "dots" | "bars";

export interface Mark extends Rect {
  /** Stable while the thing lives; the key of D3's joins. Unique within a scene. */
  readonly key: string;
  readonly identity: Identity;
  /** 1 in a scene; below 1 only while something appears or goes. */
  readonly opacity: number;
  /** Accessible name: what it is and what state it is in. */
  readonly label: string;
}

/** A piece of text in a block's tab. */
export interface TabText {
  readonly role: "name" | "meta" | "badge" | "badge-new" | "badge-more";
  readonly text: string;
  /** Left edge and baseline, from the top left corner of the block. */
  readonly x: number;
  readonly y: number;
  /** Width of the badge's pill; of other texts the estimated width. */
  readonly w: number;
}

/** A mapping: a promise about a range of addresses. It never slides; it is born, grows, shrinks and dies. */
export interface VmaMark extends Mark {
  readonly kind: "vma";
  readonly vma: number;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Made by the call under way. */
  readonly fresh: boolean;
  readonly tab: readonly TabText[];
}

/** The recessed place of an entry, exactly under its page. Fixed. */
export interface SlotMark extends Mark {
  readonly kind: "slot";
  readonly vpn: number;
  /** Pages that one cell stands for: 1 but in aggregates. */
  readonly pages: number;
}

/** Bits of a present entry, shown as ticks. */
export interface EntryBits {
  readonly write: boolean;
  readonly dirty: boolean;
  readonly softDirty: boolean;
  readonly uffdWp: boolean;
  readonly exclusive: boolean;
}

/** What an aggregated cell holds, in pages. */
export interface Shares {
  readonly frame: number;
  readonly zero: number;
  readonly marker: number;
}

/** An entry that is set: the only thing that travels. Kinds have shapes of their own. */
export interface TokenMark extends Mark {
  readonly kind: "token";
  readonly vpn: number;
  readonly pages: number;
  readonly shape: "frame" | "zero" | "guard" | "wp" | "poison";
  /** Written in the chip; empty where there is no room. */
  readonly text: string;
  readonly hue: Hue;
  readonly pattern: Pattern;
  /** Null for shapes that are not a frame, and in aggregates. */
  readonly bits: EntryBits | null;
  readonly pfn: number | null;
  readonly huge: boolean;
  /** Set in aggregates: a full cell is 1 share of one kind. */
  readonly shares: Shares | null;
  /** A page of the cell differs from the others and would vanish in the shares. */
  readonly odd: boolean;
}

/** A page frame: bytes. Never moves. */
export interface FrameMark extends Mark {
  readonly kind: "frame";
  readonly pfn: number;
  readonly pages: number;
  readonly text: string;
  /** PFN under the frame; empty where there is no room. */
  readonly caption: string;
  readonly hue: Hue;
  readonly pattern: Pattern;
  /** Entries that map it; one nail (pip) each, up to four. */
  readonly mapcount: number;
  readonly nails: readonly Point[];
  /** More entries than nails: the count in words, else empty. */
  readonly more: string;
  /** 1 while the frame lights up because it was just allocated or written, else 0. */
  readonly lit: number;
}

/** A curve from an entry to its frame; the lower end is nailed to the frame. */
export interface LinkMark {
  readonly kind: "link";
  readonly key: string;
  readonly identity: Identity;
  readonly from: Point;
  readonly to: Point;
  readonly hue: Hue;
  readonly opacity: number;
  /** Half width in pixels at either end; 0 draws a line, more a ribbon for a run of pages. */
  readonly spread: { readonly from: number; readonly to: number };
}

export type AnyMark = VmaMark | SlotMark | TokenMark | FrameMark;

/** What a call ended with when it did not succeed: an errno, or a signal. */
export interface Refusal {
  readonly errno: string;
  readonly rule: string;
  /** Where it stopped: left end and upper edge of the mark; null where the call names no place on the stage. */
  readonly at: Point | null;
}
