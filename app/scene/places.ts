import type { MmId } from "#engine/machine.ts";
import type { Rect } from "./marks.ts";

export type Orientation = "wide" | "phone";

export interface LayoutOptions {
  /** Width of the stage in CSS pixels. */
  readonly width: number;
  readonly orientation: Orientation;
  /** Height to fill, if the picture needs less: the space between the lanes shrinks and grows. */
  readonly height?: number;
  /** How much larger than designed everything is drawn: the page's text size by that of the design. 1 if left out. */
  readonly scale?: number;
  /** One linear scale over everything, breaks and all: how absurd the truth is. */
  readonly trueScale?: boolean;
  /** The address space to show; that of the first process if left out. */
  readonly mm?: MmId;
}

/** A stretch of addresses that is drawn without a seam: pages [start, end). Its rectangle is that of a block. */
export interface Piece extends Rect {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
  readonly rows: number;
  /** Top left corner of the first cell. */
  readonly cellX: number;
  readonly cellY: number;
}

/** Addresses left out between two pieces. */
export interface AxisBreak extends Rect {
  readonly key: string;
  readonly pages: number;
  /** "≈ 1 GiB free"; empty where there is no room (then `label` of the group says it). */
  readonly text: string;
  readonly textX: number;
  readonly textY: number;
  readonly full: string;
}

export interface AxisTick {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** "1000 0000"; empty where there is no room. */
  readonly text: string;
  readonly textY: number;
  readonly anchor: "start" | "middle" | "end";
  /** 0x10000000 */
  readonly full: string;
}

/** A box of frames: anonymous memory, the page cache of one file, the zero page. */
export interface FrameBox extends Rect {
  readonly key: string;
  readonly kind: "anon" | "file" | "zero";
  readonly title: string;
  readonly titleX: number;
  readonly titleY: number;
}

/** Frames pfn … pfn+pages-1 have the places slot … slot+pages-1 of a box. */
export interface FrameRunPlace {
  readonly pfn: number;
  readonly pages: number;
  readonly slot: number;
  readonly box: number;
}

export interface FramePlan {
  readonly boxes: readonly FrameBox[];
  readonly runs: readonly FrameRunPlace[];
  /** Top left corner of every place of every box, free ones included. */
  readonly places: readonly (readonly Rect[])[];
  readonly pagesPerCell: number;
  readonly cell: number;
  readonly captions: boolean;
}

export interface Minimap extends Rect {
  readonly marks: readonly (Rect & { readonly key: string; readonly own: boolean })[];
  readonly texts: readonly {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly anchor: "start" | "end";
  }[];
}

/** Text that belongs to the lanes and never changes. */
export interface LaneText {
  readonly key: string;
  readonly role: "title" | "subtitle";
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where everything of a run has its place; made once for a run, so that nothing ever shifts. */
export interface Layout {
  readonly orientation: Orientation;
  readonly trueScale: boolean;
  /** CSS pixels of one unit of everything below. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** The address space that is shown. */
  readonly mm: MmId;
  /** 0: one page a cell with all its detail; 1: one page a small square; 2: a cell is several pages. */
  readonly tier: 0 | 1 | 2;
  readonly pagesPerCell: number;
  /** Edge of a cell, and distance from one cell to the next. */
  readonly cell: number;
  readonly pitch: number;
  readonly tabLines: number;
  readonly pieces: readonly Piece[];
  readonly breaks: readonly AxisBreak[];
  readonly ticks: readonly AxisTick[];
  readonly axis: { readonly x1: number; readonly x2: number; readonly y: number } | null;
  readonly corridor: { readonly top: number; readonly bottom: number };
  readonly frames: FramePlan;
  readonly minimap: Minimap;
  readonly texts: readonly LaneText[];
  /** Right end of the baseline of "bytes copied 0". */
  readonly counter: { readonly x: number; readonly y: number };
  /** Pages copied before call i of the run. */
  readonly copiedBefore: readonly number[];
}
