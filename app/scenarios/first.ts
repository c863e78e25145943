import type { Heading } from "./scenario.ts";

/** The scenario that opens by itself. It is known before the rest of the catalogue has arrived. */
export const FIRST_HEADING: Heading = {
  id: "java-heap",
  title: "Moving a Java heap without a gap",
  chapter: 2,
};

export const FIRST_SCENARIO = FIRST_HEADING.id;
