import { PAGE_SIZE, hex } from "#engine/addr.ts";
import type { PageDeed } from "#store/direct.ts";
import { plural } from "#ui/text/numbers.ts";

const pages = (start: number, end: number): string => plural((end - start) / PAGE_SIZE, "page");

/** Words of what is done on the stage with the hand or the keys. */
export const dragWords = {
  deeds: {
    touch: "Touch",
    protect: "Protect",
    lock: "Lock",
    watch: "Watch",
    seal: "Seal",
    dontneed: "Drop pages",
    unmap: "Unmap",
  } satisfies Record<PageDeed, string>,
  writable: "Allow writing",
  unlock: "Unlock",
  hints: {
    touch: "store: write one byte to every page",
    protect: "mprotect: take the right to write away, or give it back",
    lock: "mlock, or munlock",
    watch: "userfaultfd: report faults on pages that are missing",
    seal: "mseal: no more changes to the mapping (Linux 6.10 and later)",
    dontneed: "madvise(MADV_DONTNEED): give the pages away, keep the mapping",
    unmap: "munmap",
  } satisfies Record<PageDeed, string>,
  move: "Move",
  moveHint: "Or drag the block. Key m while it has the focus.",
  resize: "Resize",
  resizeHint:
    "Or drag its right edge: mremap grows and shrinks at the end alone. Pages off the front: choose them, Unmap. Key r while it has the focus.",
  toolbar: (start: number, end: number) => `What to do with ${pages(start, end)} from ${hex(start)}`,
  chosen: (start: number, end: number) => pages(start, end),
  chosenSaid: (start: number, end: number) =>
    `${pages(start, end)} chosen, from ${hex(start)}. Tab leads to what can be done with them.`,
  back: "One page back",
  forth: "One page on",
  drop: "Drop here",
  cancel: "Cancel",
  keep: "Hint, keep the source",
  keepHint:
    "MREMAP_DONTUNMAP without MREMAP_FIXED: the address is a hint, the source stays mapped and empty. Key o, or Shift while dragging.",
  mayMove: "May move",
  mayMoveHint:
    "MREMAP_MAYMOVE: where there is no room, the kernel may move the mapping. Key o, or Shift while dragging.",
  mode: "Place it with the arrow keys",
  started: {
    move: "Moving. Arrow keys go by pages, with Shift by the whole size. Enter drops, Escape cancels, o changes the form.",
    resize:
      "Resizing. Arrow keys go by pages, with Shift by the whole size. Enter drops, Escape cancels, o changes the form.",
    map: "A new mapping. Left and right place it, up and down give it more or fewer pages. Enter maps it, Escape cancels.",
  },
  outcome: (place: { readonly start: number; readonly end: number }, verdict: string, why: string) =>
    `${pages(place.start, place.end)} at ${hex(place.start)}: ${verdict}${why === "" ? "" : `. ${why}`}`,
  cancelled: "Nothing was changed.",
  cannot: "Nothing can be done here: the program has an error, or this process does not run.",
  wrote: (line: string) => `Written into the program: ${line}`,
  wroteShort: "Written:",
  takeBack: "Take back",
  takenBack: "Taken back.",
};
