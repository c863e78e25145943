import { select } from "d3";
import type { GhostMark, GhostShape } from "#scene/ghost.ts";
import type { Layout } from "#scene/places.ts";

/** Draws outlines over a stage. It lies in an element of its own and hears nothing. */
export interface GhostLayer {
  update(marks: readonly GhostMark[], layout: Layout): void;
  destroy(): void;
}

/** The sign in the corner says the same as the outline, for who sees no colours. */
const SIGNS: Readonly<Record<GhostShape, string>> = { added: "+", gone: "×", other: "≠" };

/** Radius of the corner sign of a mapping, and of an entry. */
const SIGN_RADIUS = { vma: 8, token: 6 } as const;
/** Entries smaller than this get no sign of their own. */
const SIGN_FROM = 16;
const ROUNDING = { vma: 9, token: 5 } as const;

/** Makes the SVG of a ghost in an empty element that lies over a stage. "#stage/ghost.css" has its looks. */
export const createGhostLayer = (host: HTMLElement): GhostLayer => {
  const svg = select(host).append("svg").attr("class", "ghost").attr("aria-hidden", "true");
  return {
    update(marks, layout) {
      svg
        .attr("width", layout.width * layout.scale)
        .attr("height", layout.height * layout.scale)
        .attr("viewBox", `0 0 ${layout.width} ${layout.height}`);
      const places = svg
        .selectAll<SVGGElement, GhostMark>("g")
        .data(marks, (mark) => mark.key)
        .join((enter) => {
          const place = enter.append("g");
          place.append("rect").attr("class", "ghost-outline");
          place.append("circle").attr("class", "ghost-badge");
          place.append("text").attr("class", "ghost-sign").attr("text-anchor", "middle");
          return place;
        })
        .attr("class", (mark) => `ghost-${mark.of} ghost-${mark.shape}`)
        .attr("transform", (mark) => `translate(${mark.x},${mark.y})`);
      places
        .select("rect")
        .attr("rx", (mark) => ROUNDING[mark.of])
        .attr("width", (mark) => mark.w)
        .attr("height", (mark) => mark.h);
      const hidden = (mark: GhostMark): string | null => (mark.w < SIGN_FROM ? "none" : null);
      places
        .select("circle")
        .attr("display", hidden)
        .attr("cx", (mark) => mark.w - 2)
        .attr("cy", 2)
        .attr("r", (mark) => SIGN_RADIUS[mark.of]);
      places
        .select("text")
        .attr("display", hidden)
        .attr("x", (mark) => mark.w - 2)
        .attr("y", 2)
        .attr("dy", "0.35em")
        .text((mark) => SIGNS[mark.shape]);
    },
    destroy() {
      svg.remove();
    },
  };
};
