import { select, zoom, zoomIdentity, type D3ZoomEvent } from "d3";
import type { Rect } from "#scene/marks.ts";
import { zoomCellRect, zoomSpotAt, zoomStep, type ZoomLayout, type ZoomSpot } from "#scene/zoomLayout.ts";
import type { ZoomPicture } from "#scene/zoomPicture.ts";
import { spanOf, type ZoomPlace } from "#scene/zoomLevels.ts";
import { createCanvasLayer } from "./canvasLayer.ts";
import { createClock } from "./clock.ts";
import { createZoomPanels } from "./zoomPanels.ts";

export interface ZoomCallbacks {
  /** Into what the entry with this page points to. */
  readonly onEnter: (vpn: number) => void;
  readonly onLeave: () => void;
  /** The cell that the reader is at: by pointer, or by keyboard. */
  readonly onRead: (spot: ZoomSpot | null) => void;
}

export interface ZoomInput {
  readonly picture: ZoomPicture;
  readonly layout: ZoomLayout;
  readonly place: ZoomPlace;
  readonly reducedMotion: boolean;
}

/** D3 draws words and focus, a canvas the cells. */
export interface ZoomStage {
  update(input: ZoomInput): void;
  destroy(): void;
}

/** Milliseconds in which a cell splits into its own. */
const SPLIT = 260;
/** How far a pinch or a wheel has to go for one level. */
const THRESHOLD = 1.7;

const panelRect = ({ panels }: ZoomLayout, place: ZoomPlace): Rect | null => {
  const panel = panels.find((each) => each.place.start === place.start && each.place.level === place.level);
  if (panel === undefined) return null;
  const { cellX: x, cellY: y, columns, rows, pitchX, pitchY } = panel;
  return { x, y, w: columns * pitchX, h: rows * pitchY };
};

/** The cell of a layout that holds a place of a lower level. */
const cellOfPlace = (layout: ZoomLayout, { start }: ZoomPlace): ZoomSpot | null => {
  const panel = layout.panels.findIndex(
    ({ place }) => start >= place.start && start < place.start + spanOf(place.level),
  );
  const found = layout.panels[panel];
  if (found === undefined) return null;
  const cells = found.columns * found.rows;
  const index = Math.floor(((start - found.place.start) / spanOf(found.place.level)) * cells);
  return { panel, index };
};

const rectOfSpot = ({ panels }: ZoomLayout, { panel, index }: ZoomSpot): Rect | null => {
  const found = panels[panel];
  return found === undefined || index >= found.columns * found.rows ? null : zoomCellRect(found, index);
};

/** A cell and the table below it: where one becomes the other. Null where neither is on the stage. */
const splitOf = (
  from: ZoomInput,
  to: ZoomInput,
): { readonly cell: Rect; readonly table: Rect; readonly into: boolean } | null => {
  const into = to.place.level < from.place.level;
  const [upper, lower] = into ? [from, to] : [to, from];
  const spot = cellOfPlace(upper.layout, lower.place);
  const cell = spot === null ? null : rectOfSpot(upper.layout, spot);
  const table = panelRect(lower.layout, lower.place);
  return cell === null || table === null ? null : { cell, table, into };
};

const between = (a: Rect, b: Rect, t: number): Rect => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
  w: a.w + (b.w - a.w) * t,
  h: a.h + (b.h - a.h) * t,
});

/** Makes the stage of the tables in an empty element. "#stage/zoom.css" has its looks. */
export const createZoomStage = (host: HTMLElement, callbacks: ZoomCallbacks): ZoomStage => {
  const canvas = createCanvasLayer(host);
  const svg = select(host)
    .append("svg")
    .attr("class", "zoom")
    .attr("tabindex", 0)
    .attr("role", "application")
    .attr("aria-label", "Cells of the page tables. Arrow keys move, Enter goes in, Escape goes out.");
  const words = createZoomPanels(svg.append("g"));
  const ring = svg.append("rect").attr("class", "focus-ring").attr("rx", 4).attr("display", "none");
  let current: ZoomInput | null = null;
  let spot: ZoomSpot | null = null;
  let focused = false;

  const firstSpot = ({ picture, layout, place }: ZoomInput): ZoomSpot => {
    const own = Math.max(
      0,
      layout.panels.findIndex((panel) => panel.place.start === place.start),
    );
    const index = picture.panels[own]?.cells.findIndex(({ mapped }) => mapped > 0) ?? 0;
    return { panel: own, index: Math.max(0, index) };
  };
  const showRing = (): void => {
    const rect = spot === null || current === null ? null : rectOfSpot(current.layout, spot);
    ring.attr("display", focused && rect !== null ? null : "none");
    if (rect === null) return;
    ring
      .attr("x", rect.x - 2)
      .attr("y", rect.y - 2)
      .attr("width", rect.w + 4)
      .attr("height", rect.h + 4);
  };
  const goTo = (next: ZoomSpot): void => {
    spot = next;
    showRing();
    callbacks.onRead(next);
  };
  const vpnAt = ({ panel, index }: ZoomSpot): number | null =>
    current?.picture.panels[panel]?.cells[index]?.vpn ?? null;
  const enter = (at: ZoomSpot | null): void => {
    const vpn = at === null ? null : vpnAt(at);
    if (vpn !== null) callbacks.onEnter(vpn);
  };
  const spotUnder = (event: { readonly clientX: number; readonly clientY: number }): ZoomSpot | null => {
    const node = svg.node();
    if (current === null || node === null) return null;
    const { left, top } = node.getBoundingClientRect();
    const { scale } = current.layout;
    return zoomSpotAt(current.layout, {
      x: (event.clientX - left) / scale,
      y: (event.clientY - top) / scale,
    });
  };

  const onKey = (event: KeyboardEvent): void => {
    if (current === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = spot ?? firstSpot(current);
    focused = true;
    if (event.key.startsWith("Arrow")) goTo(zoomStep(current.layout, here, event.key));
    else if (event.key === "Enter" || event.key === "+") enter(here);
    else if ((event.key === "Escape" && current.place.level < 4) || event.key === "-") callbacks.onLeave();
    else return;
    // The page's own keys step through the calls; here they lead from cell to cell.
    event.preventDefault();
    event.stopPropagation();
  };
  svg
    .on("keydown", onKey)
    .on("focus", () => {
      focused = svg.node()?.matches(":focus-visible") ?? false;
      if (current !== null) goTo(spot ?? firstSpot(current));
    })
    .on("blur", () => {
      focused = false;
      showRing();
    })
    .on("pointermove", (event: PointerEvent) => callbacks.onRead(spotUnder(event)))
    .on("pointerleave", () => callbacks.onRead(focused ? spot : null))
    .on("click", (event: MouseEvent) => {
      const at = spotUnder(event);
      if (at !== null) goTo(at);
    })
    .on("dblclick", (event: MouseEvent) => enter(spotUnder(event)));

  /** A pinch goes one level, however far it goes; a wheel as many as it is turned. */
  let pinched = false;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.2, 5])
    .filter((event: Event) => event.type === "wheel" || fingersOf(event).length === 2)
    .on("start", () => {
      pinched = false;
    })
    .on("zoom", ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      const { k } = transform;
      if (pinched || (k > 1 / THRESHOLD && k < THRESHOLD)) return;
      svg.property("__zoom", zoomIdentity);
      const fingers = fingersOf(sourceEvent);
      pinched = fingers.length > 0;
      if (k < 1) callbacks.onLeave();
      else if (pinched) enter(spotUnder(middleOf(fingers)));
      else if (sourceEvent instanceof MouseEvent) enter(spotUnder(sourceEvent));
    });
  svg.call(behaviour).on("dblclick.zoom", null);

  let splitting: ((t: number) => void) | null = null;
  const clock = createClock({
    onTick: (t) => splitting?.(t),
    onEnd: () => {
      splitting = null;
      canvas?.within(null);
    },
  });
  const split = (from: ZoomInput, to: ZoomInput, old: HTMLCanvasElement): void => {
    const found = splitOf(from, to);
    if (found === null || canvas === null) return;
    const { cell, table, into } = found;
    splitting = (t) => {
      const rect = between(into ? cell : table, into ? table : cell, t);
      const { width: w, height: h } = to.layout;
      if (into) {
        canvas.within({ from: table, to: rect });
        canvas.blend(old, { x: 0, y: 0, w, h }, { x: 0, y: 0, w, h }, 1 - t);
      } else {
        canvas.within(null);
        canvas.blend(old, table, rect, 1 - t);
      }
    };
    clock.load(SPLIT, 0);
    clock.seek(0);
    splitting(0);
    clock.play();
  };
  const draw = (input: ZoomInput): void => {
    const before = current;
    const moved =
      before !== null &&
      (before.place.level !== input.place.level || before.place.start !== input.place.start);
    const old = moved && !input.reducedMotion ? (canvas?.snapshot() ?? null) : null;
    current = input;
    const { layout, picture, reducedMotion } = input;
    svg
      .attr("width", layout.width * layout.scale)
      .attr("height", layout.height * layout.scale)
      .attr("viewBox", `0 0 ${layout.width} ${layout.height}`);
    words(layout);
    canvas?.update(picture, layout, reducedMotion);
    if (moved) {
      const out = input.place.level > before.place.level ? cellOfPlace(layout, before.place) : null;
      spot = out ?? firstSpot(input);
      callbacks.onRead(focused ? spot : null);
    }
    showRing();
    if (moved && old !== null) split(before, input, old);
  };
  return {
    update: draw,
    destroy() {
      clock.destroy();
      canvas?.destroy();
      svg.remove();
    },
  };
};

type Finger = Pick<Touch, "clientX" | "clientY">;

/** Not every browser knows of touch events. */
const fingersOf = (event: unknown): readonly Finger[] =>
  typeof TouchEvent !== "undefined" && event instanceof TouchEvent ? [...event.touches] : [];

const middleOf = (fingers: readonly Finger[]): Finger => {
  const mean = (of: keyof Finger): number =>
    fingers.reduce((sum, each) => sum + each[of], 0) / fingers.length;
  return { clientX: mean("clientX"), clientY: mean("clientY") };
};
