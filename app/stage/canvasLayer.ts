import type { Rect } from "#scene/marks.ts";
import { zoomCellRect, type ZoomLayout } from "#scene/zoomLayout.ts";
import type { ZoomCells } from "#scene/zoomCells.ts";
import type { ZoomPicture, ZoomTrain } from "#scene/zoomPicture.ts";
import { drawCells, drawTrainCells } from "./canvasCells.ts";
import { onPaletteChange, paletteOf, type CanvasPalette } from "./canvasPalette.ts";

/** How far a train rises from its cells. */
const RISE = 10;
/** Device pixels of a canvas at most, each way: larger ones are not made by every browser. */
const LARGEST = 8192;

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

const createSheet = (): Sheet | null => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  return context === null ? null : { canvas, context };
};

/** Draws everything of the tables that is many, at the sharpness of the screen. */
export interface CanvasLayer {
  update(picture: ZoomPicture, layout: ZoomLayout, reducedMotion: boolean): void;
  /** What is drawn just now, in its own size. */
  snapshot(): HTMLCanvasElement | null;
  /** Draws an older picture over this one: `from` of it fills `to`, with so much opacity. */
  blend(old: HTMLCanvasElement, from: Rect, to: Rect, opacity: number): void;
  /** Draws the present picture anew, only into a part of the stage (its own place: null). */
  within(part: { readonly from: Rect; readonly to: Rect } | null): void;
  destroy(): void;
}

/** Cells that stand side by side and go side by side: one picture instead of many. */
export interface Strip {
  readonly from: Rect;
  readonly to: { readonly x: number; readonly y: number } | null;
}

const stripsOf = ({ wagons }: ZoomTrain, { panels }: ZoomLayout): readonly Strip[] => {
  const strips: Strip[] = [];
  for (const { panel, index, to } of wagons) {
    const [source, target] = [panels[panel], to === null ? undefined : panels[to.panel]];
    if (source === undefined) continue;
    const from = zoomCellRect(source, index);
    const there = target === undefined || to === null ? null : zoomCellRect(target, to.index);
    const last = strips.at(-1);
    const alike =
      last !== undefined &&
      last.from.y === from.y &&
      from.x - (last.from.x + last.from.w) <= 2 &&
      from.x > last.from.x &&
      (there === null
        ? last.to === null
        : last.to !== null && there.y === last.to.y && there.x - last.to.x === from.x - last.from.x);
    if (alike)
      strips[strips.length - 1] = { ...last, from: { ...last.from, w: from.x + from.w - last.from.x } };
    else strips.push({ from, to: there });
  }
  return strips;
};

const sameCells = (a: readonly ZoomCells[] | null, b: readonly ZoomCells[]): boolean =>
  a?.length === b.length && b.every((cells, i) => cells === a[i]);

interface Drawn {
  panels: readonly ZoomCells[] | null;
  train: ZoomTrain | null;
  layout: ZoomLayout | null;
  strips: readonly Strip[];
}

/** Makes the canvas in an element, below whatever is there. "#stage/zoom.css" has its looks. */
export const createCanvasLayer = (host: HTMLElement): CanvasLayer | null => {
  const [shown, still, moving] = [createSheet(), createSheet(), createSheet()];
  if (shown === null || still === null || moving === null) return null;
  shown.canvas.className = "zoom-canvas";
  shown.canvas.ariaHidden = "true";
  host.prepend(shown.canvas);
  const drawn: Drawn = { panels: null, train: null, layout: null, strips: [] };
  let palette: CanvasPalette = paletteOf(host);
  let last: { readonly picture: ZoomPicture; readonly layout: ZoomLayout; readonly reduced: boolean } | null =
    null;
  let ratio = 1;

  const resize = (layout: ZoomLayout): void => {
    const longest = Math.max(layout.width, layout.height) * layout.scale;
    ratio = layout.scale * Math.min(devicePixelRatio, LARGEST / longest);
    for (const { canvas, context } of [shown, still, moving]) {
      canvas.width = Math.round(layout.width * ratio);
      canvas.height = Math.round(layout.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    shown.canvas.style.width = `${layout.width * layout.scale}px`;
    shown.canvas.style.height = `${layout.height * layout.scale}px`;
    drawn.panels = null;
    drawn.train = null;
  };
  const clear = ({ context }: Sheet, { width, height }: ZoomLayout): void =>
    context.clearRect(0, 0, width, height);
  const copy = (sheet: CanvasImageSource, from: Rect, to: Rect): void => {
    const { x, y, w, h } = from;
    const part = [x * ratio, y * ratio, Math.max(1, w * ratio), Math.max(1, h * ratio)] as const;
    shown.context.drawImage(sheet, ...part, to.x, to.y, to.w, to.h);
  };
  const drawTrain = (picture: ZoomPicture, reduced: boolean): void => {
    const { lift, travel, drop } = picture;
    const { context } = shown;
    for (const { from, to } of drawn.strips) {
      const rise = RISE * (lift - drop);
      // A train that leaves the picture fades; without motion all fade, and appear where they come to be.
      const faded = reduced ? (drop > 0 ? drop : 1 - lift) : to === null ? 1 - travel : 1;
      const share = reduced ? Number(drop > 0) : travel;
      const goal = to ?? { x: from.x, y: from.y - 4 * RISE };
      context.globalAlpha = to === null && reduced ? 1 - lift : faded;
      copy(moving.canvas, from, {
        ...from,
        x: from.x + (goal.x - from.x) * share,
        y: from.y + (goal.y - from.y) * share - (reduced ? 0 : rise),
      });
    }
    context.globalAlpha = 1;
  };
  const drawStill = (picture: ZoomPicture, layout: ZoomLayout): void => {
    if (sameCells(drawn.panels, picture.panels)) return;
    clear(still, layout);
    layout.panels.forEach((panel, i) => {
      const cells = picture.panels[i];
      if (cells !== undefined) drawCells(still.context, cells, panel, palette);
    });
    drawn.panels = picture.panels;
  };
  const prepareTrain = (train: ZoomTrain | null, layout: ZoomLayout): void => {
    if (train === drawn.train) return;
    drawn.train = train;
    drawn.strips = train === null ? [] : stripsOf(train, layout);
    clear(moving, layout);
    layout.panels.forEach((panel, i) => {
      const cells = train?.cells[i];
      if (cells !== undefined) drawTrainCells(moving.context, cells, panel, palette);
    });
  };
  const everything = ({ width: w, height: h }: ZoomLayout): Rect => ({ x: 0, y: 0, w, h });
  const show = (): void => {
    if (last === null) return;
    const { picture, layout, reduced } = last;
    clear(shown, layout);
    copy(still.canvas, everything(layout), everything(layout));
    if (picture.train !== null) drawTrain(picture, reduced);
  };
  const update = (picture: ZoomPicture, layout: ZoomLayout, reduced: boolean): void => {
    if (drawn.layout !== layout) {
      drawn.layout = layout;
      resize(layout);
    }
    last = { picture, layout, reduced };
    drawStill(picture, layout);
    prepareTrain(picture.train, layout);
    show();
  };
  const stop = onPaletteChange(() => {
    palette = paletteOf(host);
    drawn.layout = null;
    if (last !== null) update(last.picture, last.layout, last.reduced);
  });
  return {
    update,
    snapshot() {
      if (last === null) return null;
      const sheet = createSheet();
      if (sheet === null) return null;
      sheet.canvas.width = shown.canvas.width;
      sheet.canvas.height = shown.canvas.height;
      sheet.context.drawImage(shown.canvas, 0, 0);
      return sheet.canvas;
    },
    blend(old, from, to, opacity) {
      shown.context.globalAlpha = opacity;
      copy(old, from, to);
      shown.context.globalAlpha = 1;
    },
    within(part) {
      if (part === null || last === null) {
        show();
        return;
      }
      clear(shown, last.layout);
      copy(still.canvas, part.from, part.to);
    },
    destroy() {
      stop();
      shown.canvas.remove();
    },
  };
};
