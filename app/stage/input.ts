import type { Selection } from "d3";
import { type Identity, identityKey } from "#scene/identity.ts";
import type { AnyMark } from "#scene/marks.ts";
import type { Picture } from "#scene/picture.ts";
import { focusable, markOf, neighbour } from "./roving.ts";

export interface StageCallbacks {
  readonly onHover: (identity: Identity | null) => void;
  readonly onSelect: (mark: AnyMark | null) => void;
}

export interface Listening {
  readonly picture: () => Picture | null;
  readonly callbacks: StageCallbacks;
  readonly onFocus: (key: string, visible: boolean) => void;
  readonly onBlur: () => void;
}

const keyUnder = (event: Event): string | null => {
  const { target } = event;
  return target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? null) : null;
};

/** Hears the pointer and the keyboard at the root, so that marks need no listeners of their own. Gives the way to stop. */
export const listen = (
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  to: Listening,
): (() => void) => {
  let hovered: string | null = null;
  const markUnder = (event: Event): AnyMark | null => {
    const picture = to.picture();
    const key = keyUnder(event);
    return picture === null || key === null ? null : markOf(picture, key);
  };
  const hover = (mark: AnyMark | null): void => {
    const key = mark === null ? null : identityKey(mark.identity);
    if (key === hovered) return;
    hovered = key;
    to.callbacks.onHover(mark?.identity ?? null);
  };
  const onArrow = (event: KeyboardEvent): void => {
    const picture = to.picture();
    const key = keyUnder(event);
    const mark = picture === null || key === null ? null : focusable(picture, key);
    const next = picture === null || mark === null ? null : neighbour(picture, mark, event.key);
    if (mark === null) return;
    // The page's own arrow keys step through the calls; here they lead from mark to mark.
    event.preventDefault();
    event.stopPropagation();
    if (next !== null) svg.select<SVGElement>(`[data-key="${next.key}"]`).node()?.focus();
  };
  svg
    .on("pointermove", (event: Event) => hover(markUnder(event)))
    .on("pointerleave", () => hover(null))
    .on("click", (event: Event) => to.callbacks.onSelect(markUnder(event)))
    .on("focusin", (event: Event) => {
      const key = keyUnder(event);
      if (key === null) return;
      to.onFocus(key, event.target instanceof Element && event.target.matches(":focus-visible"));
      hover(markUnder(event));
    })
    .on("focusout", () => {
      to.onBlur();
      hover(null);
    })
    .on("keydown", (event: KeyboardEvent) => {
      if (event.key.startsWith("Arrow") && !event.altKey && !event.ctrlKey && !event.metaKey) onArrow(event);
      else if (event.key === "Enter") to.callbacks.onSelect(markUnder(event));
      else if (event.key === "Escape") to.callbacks.onSelect(null);
    });
  return () => {
    for (const type of ["pointermove", "pointerleave", "click", "focusin", "focusout", "keydown"])
      svg.on(type, null);
  };
};
