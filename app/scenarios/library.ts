import { blockedThenMoved } from "./basics/blockedThenMoved.ts";
import { fixedOverwrites } from "./basics/fixedOverwrites.ts";
import { growInPlace } from "./basics/growInPlace.ts";
import { javaHeap } from "./dontunmap/javaHeap.ts";
import { window } from "./dontunmap/window.ts";
import { windowClosed } from "./dontunmap/windowClosed.ts";
import type { Scenario } from "./scenario.ts";

/** Chapter number → title. All ten have their place, also those that are still empty. */
export const CHAPTERS: ReadonlyMap<number, string> = new Map([
  [1, "Basics"],
  [2, "The story of DONTUNMAP"],
  [3, "userfaultfd"],
  [4, "Locking and limits"],
  [5, "Splitting and merging"],
  [6, "Shared and file mappings"],
  [7, "Page-table levels and huge pages"],
  [8, "Failures and partial effects"],
  [9, "Across kernel versions"],
  [10, "Real programs"],
]);

/** In the order of the picker: the first opens by itself, five more of one screen each, then by chapter. */
export const LIBRARY: readonly Scenario[] = [
  javaHeap,
  growInPlace,
  blockedThenMoved,
  fixedOverwrites,
  window,
  windowClosed,
];

export const scenariosById: ReadonlyMap<string, Scenario> = new Map(
  LIBRARY.map((scenario) => [scenario.id, scenario]),
);

/** The scenario that opens by itself. */
export const FIRST_SCENARIO = javaHeap.id;
