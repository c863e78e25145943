import { useEffect } from "react";
import { closePage } from "./route.ts";

/** Whether Escape has something nearer to close: a text to clear, a list, a popover, a dialog, an editor. */
const ownsEscape = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (target instanceof HTMLInputElement && target.type === "search" && target.value !== "") return true;
  return document.querySelector("dialog[open], :popover-open") !== null;
};

/** Escape goes back to the workbench. */
export function useEscapeToWorkbench(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape" && !ownsEscape(event.target)) closePage();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
