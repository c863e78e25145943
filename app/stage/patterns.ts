import type { Pattern } from "#scene/marks.ts";
import type { Group } from "./layers.ts";

const TILE = 6;

const SHAPES: readonly (readonly [name: Pattern, path: string])[] = [
  ["stripes", "M-1,7 L7,-1 M-1,1 L1,-1 M5,7 L7,5"],
  ["dots", "M1.5,3 h3"],
  ["bars", "M3,0 v6"],
];

let stages = 0;

/** Ids are the page's, so every stage has its own set. Gives the reference to use as a fill. */
export const createPatterns = (parent: Group): ((pattern: Pattern) => string) => {
  stages += 1;
  const prefix = `stage-${stages}`;
  const defs = parent.append("defs");
  for (const [name, path] of SHAPES) {
    defs
      .append("pattern")
      .attr("id", `${prefix}-${name}`)
      .attr("class", `pattern pattern-${name}`)
      .attr("width", TILE)
      .attr("height", TILE)
      .attr("patternUnits", "userSpaceOnUse")
      .append("path")
      .attr("d", path);
  }
  return (pattern) => (pattern === "plain" ? "none" : `url(#${prefix}-${pattern})`);
};
