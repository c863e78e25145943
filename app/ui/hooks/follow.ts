/** Brings what the call is doing into view, in every panel that scrolls. */
export function followCall(): void {
  for (const element of document.querySelectorAll("[aria-current=step]")) {
    element.scrollIntoView({ block: "center" });
  }
}
