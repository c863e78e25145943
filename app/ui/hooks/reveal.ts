/** The nearest ancestor that scrolls by itself; null when only the document would. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
    const { overflowY } = getComputedStyle(box);
    if ((overflowY === "auto" || overflowY === "scroll") && box.scrollHeight > box.clientHeight) return box;
  }
  return null;
}

/**
 * Scrolls the panel, never the page, so far that the element can be seen; `lead` keeps a little of what is
 * around it. On a phone, where panels do not scroll, nothing moves under the reader's thumb.
 */
export function reveal(element: HTMLElement, lead = 24): void {
  const box = scrollerOf(element);
  if (box === null) return;
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  const above = inner.top - lead - outer.top;
  const below = inner.bottom + lead - outer.bottom;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += Math.min(below, above);
}
