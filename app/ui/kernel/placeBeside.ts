/** CSS pixels between the card and what it explains, and between it and the window's edge. */
const GAP = 6;
const EDGE = 8;

/** Puts a card under an element, or above it where there is no room. */
export function placeBeside(card: HTMLElement, element: HTMLElement): void {
  const at = element.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = at.bottom + GAP;
  const above = at.top - GAP - height;
  const fits = below + height <= window.innerHeight - EDGE || above < EDGE;
  const top = fits ? Math.min(below, Math.max(EDGE, window.innerHeight - EDGE - height)) : above;
  const left = Math.max(EDGE, Math.min(at.left, window.innerWidth - EDGE - width));
  card.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}
