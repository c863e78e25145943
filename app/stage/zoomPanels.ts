import type { ZoomLayout, ZoomPanel } from "#scene/zoomLayout.ts";
import { type Group, whenChanged } from "./layers.ts";

const drawTitle = (group: Group, panels: readonly ZoomPanel[]): void => {
  group
    .selectAll("text.zoom-title")
    .data(panels)
    .join("text")
    .attr("class", "zoom-title")
    .attr("x", (panel) => panel.x)
    .attr("y", (panel) => panel.y + 12)
    .text((panel) => panel.title);
  group
    .selectAll("text.zoom-note")
    .data(panels)
    .join("text")
    .attr("class", "zoom-note")
    .attr("text-anchor", (panel) => (panel.noteBelow ? "start" : "end"))
    .attr("x", (panel) => (panel.noteBelow ? panel.x : panel.x + panel.w))
    .attr("y", (panel) => panel.y + (panel.noteBelow ? 28 : 12))
    .text((panel) => panel.note);
};

const drawPanels = (group: Group, { panels }: ZoomLayout): void => {
  drawTitle(group, panels);
  group
    .selectAll("text.zoom-row")
    .data(panels.flatMap(({ rowLabels }) => rowLabels))
    .join("text")
    .attr("class", "zoom-row")
    .attr("text-anchor", "end")
    .attr("x", (label) => label.x)
    .attr("y", (label) => label.y)
    .text((label) => label.text);
};

/** Titles of the tables, what a cell is, and addresses beside the rows. */
export const createZoomPanels = (parent: Group): ((layout: ZoomLayout) => void) => {
  const group = parent.append("g");
  return whenChanged((layout: ZoomLayout) => drawPanels(group, layout));
};
