import { type RefObject, useEffect } from "react";
import { closeLibrary } from "./view.ts";

/** Whether Escape has something nearer to close: a text to clear, a list, a popover, a dialog. */
const ownsEscape = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement && target.type === "search" && target.value !== "") return true;
  return document.querySelector("dialog[open], :popover-open") !== null;
};

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === "search");

/** Escape goes back to the workbench; / goes to the search field. */
export function useLibraryKeys(searchField: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape" && !ownsEscape(event.target)) closeLibrary();
      if (event.key !== "/" || writes(event.target)) return;
      event.preventDefault();
      searchField.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [searchField]);
}
