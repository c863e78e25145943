import type { ObservedState } from "./oracle.ts";

/** A child touches its own text and data when it takes calls: what that makes resident is not the program's doing. */
export function withoutOwnPages({ vmas, pages, mm }: ObservedState): ObservedState {
  const { VmSize = 0, VmLck = 0, VmData = 0 } = mm;
  return { vmas, pages, mm: { VmSize, VmLck, VmData } };
}
