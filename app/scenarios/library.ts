import { CATALOGUE, withHeading } from "./catalogue.ts";
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
import type { Scenario } from "./scenario.ts";

/**
 * The whole library at once, for tests and for the page that shows all of it. What needs one scenario fetches it
 * (`fetch.ts`); what needs titles has the catalogue.
 */

const BODIES = [
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

export const scenariosById: ReadonlyMap<string, Scenario> = new Map(
  BODIES.map((body) => [body.id, withHeading(body)]),
);

/** In the order of the catalogue. */
export const LIBRARY: readonly Scenario[] = CATALOGUE.flatMap(({ id }) => scenariosById.get(id) ?? []);
