import type { BehaviourName } from "#engine/kernelBehaviours.ts";

/** Why no program shows a behaviour on both sides of its change: a sentence for the reader. */
export const UNSHOWN: Partial<Record<BehaviourName, string>> = {
  sourceLookedUpAgain: "The answer is EFAULT on both sides. Only the function that gives it differs.",
  moveChecksMaySplit: "The answer is EINVAL on both sides. Only the function that gives it differs.",
  hugetlbMoves: "The engine has no pool of huge pages.",
  thpAlignsFiles: "The engine’s programs have files in memory only, and those are placed as before.",
  thpAlignsAnyLength: "The rule held from 6.7 to 6.12.1, and no kernel of the explorer lies between.",
  guardOnFiles: "Guards came with 6.13. No kernel of the explorer is from 6.13 or 6.14.",
  pagemapShowsGuards: "Guards came with 6.13. No kernel of the explorer is from 6.13 or 6.14.",
  droppableKnown:
    "The engine does not run this kind of mapping. It only knows from which release the flag is accepted.",
  collapseKnown: "The engine does not run this advice. It only knows from which release it is accepted.",
  uffdRwpKnown: "The engine does not run this mode. It only knows from which release it is accepted.",
  uffdApiOnceClears: "The errno is the same on both sides. Only the structure that comes back differs.",
  uffdTellsChanging: "The errno is the same on both sides. Only the structure that comes back differs.",
  uffdFillReplacesMarkers: "Before 5.19 no page can be only a marker, so there is nothing to compare.",
};
