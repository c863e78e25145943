import type { Point } from "#scene/marks.ts";

/** What the hand took hold of. */
export type Grab =
  | { readonly kind: "block"; readonly key: string }
  | { readonly kind: "edge"; readonly key: string }
  | { readonly kind: "cell"; readonly key: string }
  | { readonly kind: "ground" };

export interface DragCallbacks {
  /** The hand has moved far enough; false: not something to drag. `at` is where it went down. */
  readonly onStart: (grab: Grab, at: Point, touch: boolean) => boolean;
  readonly onMove: (at: Point, shift: boolean) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
  /** A click that was no drag; it goes on to the stage as well. */
  readonly onClick: (grab: Grab, shift: boolean) => void;
}

/** Less than this, in CSS pixels, is a click. */
const SLACK = 5;
/** Width of the edge that can be pulled, in CSS pixels. */
const EDGE = 9;

const stageOf = (view: HTMLElement): SVGSVGElement | null => view.querySelector("svg.stage");

/** A place of the page in units of the picture; null while there is no picture. */
const pointOf = (view: HTMLElement, event: PointerEvent | MouseEvent): Point | null => {
  const matrix = stageOf(view)?.getScreenCTM();
  if (!matrix) return null;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return { x, y };
};

const grabUnder = (view: HTMLElement, event: MouseEvent): Grab | null => {
  const { target } = event;
  const stage = stageOf(view);
  if (!(target instanceof Element) || stage === null || !(target === view || stage.contains(target)))
    return null;
  const mark = target.closest("[data-key]");
  const key = mark?.getAttribute("data-key") ?? "";
  if (mark === null) return { kind: "ground" };
  if (/^(?:slot|token|page) /.test(key)) return { kind: "cell", key };
  if (!key.startsWith("vma ")) return null;
  const box = (mark.querySelector(".vma-block") ?? mark).getBoundingClientRect();
  const upright = stage.classList.contains("stage-phone");
  const rest = upright ? box.bottom - event.clientY : box.right - event.clientX;
  return { kind: rest <= EDGE ? "edge" : "block", key };
};

/**
 * Hears the hand on the stage before the stage does. Nothing is taken over until the hand has moved with a
 * button down; hovering, clicking and scrolling stay as they are. Gives the way to stop.
 */
export const listenToHand = (view: HTMLElement, to: DragCallbacks): (() => void) => {
  let down: { readonly grab: Grab; readonly event: PointerEvent; readonly at: Point } | null = null;
  let dragging = false;
  /** A drag has ended, and the pointer has not gone down since: a click is the end of that drag. */
  let ended = false;

  const finish = (how: "onDrop" | "onCancel"): void => {
    if (dragging) {
      ended = true;
      to[how]();
    }
    if (down !== null && view.hasPointerCapture(down.event.pointerId))
      view.releasePointerCapture(down.event.pointerId);
    down = null;
    dragging = false;
  };
  const onDown = (event: PointerEvent): void => {
    ended = false;
    if (event.button !== 0 || !event.isPrimary || dragging) return;
    const grab = grabUnder(view, event);
    const at = pointOf(view, event);
    down = grab === null || at === null ? null : { grab, event, at };
  };
  const onMove = (event: PointerEvent): void => {
    if (event.buttons === 0 && !dragging) {
      const grab = grabUnder(view, event);
      view.dataset["hand"] = grab?.kind === "edge" || grab?.kind === "block" ? grab.kind : "";
    }
    if (down === null || event.pointerId !== down.event.pointerId) return;
    const { clientX, clientY } = down.event;
    if (!dragging) {
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < SLACK) return;
      dragging = to.onStart(down.grab, down.at, event.pointerType === "touch");
      if (!dragging) {
        down = null;
        return;
      }
      view.setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    event.stopPropagation();
    const at = pointOf(view, event);
    if (at !== null) to.onMove(at, event.shiftKey);
  };
  const onUp = (event: PointerEvent): void => {
    if (down !== null && event.pointerId === down.event.pointerId) finish("onDrop");
  };
  const onCancel = (): void => finish("onCancel");
  const onKey = (event: KeyboardEvent): void => {
    if (!dragging || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish("onCancel");
  };
  /** The click that ends a drag pins nothing. One by a key has no count of clicks. */
  const onClick = (event: MouseEvent): void => {
    if (ended && event.detail > 0) {
      ended = false;
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const grab = grabUnder(view, event);
    if (grab !== null) to.onClick(grab, event.shiftKey);
  };
  view.addEventListener("pointerdown", onDown, true);
  view.addEventListener("pointermove", onMove, true);
  view.addEventListener("pointerup", onUp, true);
  view.addEventListener("pointercancel", onCancel, true);
  view.addEventListener("click", onClick, true);
  window.addEventListener("keydown", onKey, true);
  return () => {
    view.removeEventListener("pointerdown", onDown, true);
    view.removeEventListener("pointermove", onMove, true);
    view.removeEventListener("pointerup", onUp, true);
    view.removeEventListener("pointercancel", onCancel, true);
    view.removeEventListener("click", onClick, true);
    window.removeEventListener("keydown", onKey, true);
    delete view.dataset["hand"];
  };
};
