import { reveal } from "./reveal.ts";

/** Brings what the call is doing into view, in every panel that scrolls. */
export function followCall(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[aria-current=step]")) reveal(element, 80);
}
