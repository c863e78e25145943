import type { LinkMark } from "#scene/marks.ts";
import { type Emphasis, type Group, isDim, opacityOf, whenChanged } from "./layers.ts";
import { linkPath } from "./shapes.ts";

const isRibbon = (link: LinkMark): boolean => link.spread.from > 0 || link.spread.to > 0;

const classOf = (link: LinkMark, emphasis: Emphasis): string =>
  `link hue-${link.hue}${isRibbon(link) ? " is-ribbon" : ""}` +
  (emphasis.lit.has(link.key) ? " is-lit" : "") +
  (isDim(emphasis, link.key) ? " is-dim" : "");

/** Curves from entries to frames: those at rest and, in their own group, those whose upper end travels. */
export const createLinkLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "links").attr("aria-hidden", "true");
  return whenChanged((links: readonly LinkMark[], emphasis: Emphasis) => {
    group
      .selectAll<SVGPathElement, LinkMark>("path")
      .data(links, (link) => link.key)
      .join("path")
      .attr("class", (link) => classOf(link, emphasis))
      .attr("d", linkPath)
      .attr("opacity", opacityOf);
  });
};
