/**
 * Files dropped anywhere on the window, on whatever page: they are kept until a page that takes files is here,
 * and the browser never leaves the explorer for a file that missed its target.
 */
import { isSwitchedOn } from "#store/address/switches.ts";
import { openPage, routeOf } from "./route.ts";

/** Pages that take files themselves, once they are here. */
const TAKERS: readonly (string | null)[] = ["import", "author"];

type Take = (files: readonly File[]) => void;

let take: Take | null = null;
let waiting: readonly File[] = [];

/** Takes what is dropped from now on, and what was dropped before. Returns what ends it. */
export const takeDrops = (taker: Take): (() => void) => {
  take = taker;
  const before = waiting;
  waiting = [];
  if (before.length > 0) taker(before);
  return () => {
    if (take === taker) take = null;
  };
};

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

/** Looks after the window. A dragged text is the business of the field that it is dropped on. */
export function watchDrops(window: Window): void {
  if (isSwitchedOn(window.location.search, "embed")) return;
  window.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    // The editor takes what is dropped on it.
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (take !== null) take(files);
    else {
      waiting = files;
      if (!TAKERS.includes(routeOf(window.location.hash).page)) openPage("import");
    }
  });
}
