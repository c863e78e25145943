import type { MmEvent } from "#engine/events.ts";

/**
 * Pages whose bytes an event copied: from frame to frame, from a buffer into a new frame (UFFDIO_COPY), or by the
 * program itself, which reads and writes them (memcpy).
 */
const pagesCopied = (event: MmEvent): number => {
  if (event.kind === "frameCopied") return event.pages;
  if (event.kind === "contentWritten") return event.where === "memcpy" ? event.pages : 0;
  return event.kind === "framesAllocated" && event.where === "mfill_atomic_copy" ? event.pages : 0;
};

export const pagesCopiedBy = (events: readonly MmEvent[]): number =>
  events.reduce((sum, event) => sum + pagesCopied(event), 0);
