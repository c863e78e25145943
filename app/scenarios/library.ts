import { blockedThenMoved } from "./basics/blockedThenMoved.ts";
import { fixedOverwrites } from "./basics/fixedOverwrites.ts";
import { growInPlace } from "./basics/growInPlace.ts";
import { CHAPTER_01 } from "./chapter01.ts";
import { CHAPTER_02 } from "./chapter02.ts";
import { CHAPTER_03 } from "./chapter03.ts";
import { CHAPTER_04 } from "./chapter04.ts";
import { CHAPTER_05 } from "./chapter05.ts";
import { CHAPTER_06 } from "./chapter06.ts";
import { CHAPTER_07 } from "./chapter07.ts";
import { CHAPTER_08 } from "./chapter08.ts";
import { CHAPTER_09 } from "./chapter09.ts";
import { CHAPTER_10 } from "./chapter10.ts";
import { javaHeap } from "./dontunmap/javaHeap.ts";
import { window } from "./dontunmap/window.ts";
import { windowClosed } from "./dontunmap/windowClosed.ts";
import type { Scenario } from "./scenario.ts";

/** Chapter number → title. */
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

/** The first opens by itself; these six come first in the picker. */
const FIRST: readonly Scenario[] = [
  javaHeap,
  growInPlace,
  blockedThenMoved,
  fixedOverwrites,
  window,
  windowClosed,
];

const BY_CHAPTER: readonly Scenario[] = [
  CHAPTER_01,
  CHAPTER_02,
  CHAPTER_03,
  CHAPTER_04,
  CHAPTER_05,
  CHAPTER_06,
  CHAPTER_07,
  CHAPTER_08,
  CHAPTER_09,
  CHAPTER_10,
].flat();

/** In the order of the picker. */
export const LIBRARY: readonly Scenario[] = [
  ...FIRST,
  ...BY_CHAPTER.filter((scenario) => !FIRST.includes(scenario)),
];

export const scenariosById: ReadonlyMap<string, Scenario> = new Map(
  LIBRARY.map((scenario) => [scenario.id, scenario]),
);

/** The scenario that opens by itself. */
export const FIRST_SCENARIO = javaHeap.id;
