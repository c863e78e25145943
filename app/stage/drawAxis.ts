import { LABEL } from "#scene/measure.ts";
import type { Layout } from "#scene/places.ts";
import { uiWidth } from "#scene/text.ts";
import { type Group, whenChanged } from "./layers.ts";

const SLASH = 6;

const drawTexts = (group: Group, layout: Layout): void => {
  group
    .selectAll("text.lane")
    .data(layout.texts, (_, i) => layout.texts[i]?.key ?? i)
    .join("text")
    .attr("class", (text) => `lane lane-${text.role}`)
    .attr("x", (text) => text.x)
    .attr("y", (text) => text.y)
    .text((text) => text.text);
};

const drawTicks = (group: Group, layout: Layout): void => {
  const ticks = group
    .selectAll("g.tick")
    .data(layout.ticks)
    .join((enter) => {
      const tick = enter.append("g").attr("class", "tick");
      tick.append("line").attr("y1", -4).attr("y2", 4);
      tick.append("text");
      tick.append("title");
      return tick;
    })
    .attr("transform", (tick) => `translate(${tick.x},${tick.y})`);
  ticks
    .select("text")
    .attr("y", (tick) => tick.textY - tick.y)
    .attr("text-anchor", (tick) => tick.anchor)
    .text((tick) => tick.text);
  ticks.select("title").text((tick) => tick.full);
};

const drawBreaks = (group: Group, layout: Layout): void => {
  const breaks = group
    .selectAll("g.break")
    .data(layout.breaks)
    .join((enter) => {
      const gap = enter.append("g").attr("class", "break");
      gap.append("rect").attr("class", "break-gap");
      gap.append("path");
      gap.append("title");
      return gap;
    });
  breaks
    .select("rect")
    .attr("x", (gap) => gap.textX - SLASH)
    .attr("y", (gap) => gap.y - 4)
    .attr("width", 2 * SLASH)
    .attr("height", layout.axis === null ? 0 : 8);
  breaks.select("path").attr("d", (gap) => {
    if (layout.axis === null) return null;
    const { textX: x, y } = gap;
    return `M${x - SLASH - 2},${y - SLASH}l${SLASH},${2 * SLASH}M${x + 2},${y - SLASH}l${SLASH},${2 * SLASH}`;
  });
  breaks.select("title").text((gap) => gap.full);
};

const drawMinimap = (group: Group, layout: Layout): void => {
  const { minimap } = layout;
  group
    .selectAll("rect.minimap")
    .data([minimap])
    .join("rect")
    .attr("class", "minimap")
    .attr("x", minimap.x)
    .attr("y", minimap.y)
    .attr("width", Math.max(0, minimap.w))
    .attr("height", minimap.h)
    .attr("rx", 3);
  group
    .selectAll("rect.minimap-mark")
    .data(minimap.marks)
    .join("rect")
    .attr("class", (mark) => `minimap-mark${mark.own ? " is-own" : ""}`)
    .attr("x", (mark) => mark.x)
    .attr("y", (mark) => mark.y - (mark.own ? 3 : 0))
    .attr("width", (mark) => mark.w)
    .attr("height", (mark) => mark.h + (mark.own ? 6 : 0))
    .attr("rx", 1);
  group
    .selectAll("text.minimap-text")
    .data(minimap.texts)
    .join("text")
    .attr("class", "minimap-text")
    .attr("x", (text) => text.x)
    .attr("y", (text) => text.y)
    .attr("text-anchor", (text) => text.anchor)
    .text((text) => text.text);
};

const drawBoxes = (group: Group, layout: Layout): void => {
  const { boxes, places } = layout.frames;
  const drawn = group
    .selectAll("g.box")
    .data(boxes)
    .join((enter) => {
      const box = enter.append("g");
      box.append("rect").attr("rx", 9);
      box.append("text");
      return box;
    })
    .attr("class", (box) => `box box-${box.kind}`);
  drawn
    .select("rect")
    .attr("x", (box) => box.x)
    .attr("y", (box) => box.y)
    .attr("width", (box) => box.w)
    .attr("height", (box) => box.h);
  drawn
    .select("text")
    .attr("x", (box) => box.titleX)
    .attr("y", (box) => box.titleY)
    .text((box) => box.title);
  group
    .selectAll("rect.free")
    .data(places.flat())
    .join("rect")
    .attr("class", "free")
    .attr("x", (place) => place.x)
    .attr("y", (place) => place.y)
    .attr("width", (place) => place.w)
    .attr("height", (place) => place.h)
    .attr("rx", (place) => Math.min(5, place.w / 4));
};

const drawLine = (group: Group, layout: Layout): void => {
  group
    .selectAll("line.axis")
    .data(layout.axis === null ? [] : [layout.axis])
    .join("line")
    .attr("class", "axis")
    .attr("x1", (axis) => axis.x1)
    .attr("x2", (axis) => axis.x2)
    .attr("y1", (axis) => axis.y)
    .attr("y2", (axis) => axis.y);
};

/** All that stays for a whole run: lanes, axis, minimap, boxes of frames. */
export const createGround = (parent: Group): ((layout: Layout) => void) => {
  const group = parent.append("g").attr("class", "ground");
  return whenChanged((layout: Layout) => {
    drawLine(group, layout);
    drawBreaks(group, layout);
    drawTicks(group, layout);
    drawMinimap(group, layout);
    drawBoxes(group, layout);
  });
};

const drawBreakTexts = (group: Group, layout: Layout): void => {
  // Where there is no axis links pass here: a plate keeps them off the words.
  const plated = layout.axis === null ? layout.breaks.filter((gap) => gap.text !== "") : [];
  group
    .selectAll("rect.break-plate")
    .data(plated)
    .join("rect")
    .attr("class", "break-plate")
    .attr("x", (gap) => gap.textX - uiWidth(gap.text, LABEL) / 2 - 6)
    .attr("y", (gap) => gap.y + 1)
    .attr("width", (gap) => uiWidth(gap.text, LABEL) + 12)
    .attr("height", (gap) => gap.h - 2)
    .attr("rx", 6);
  group
    .selectAll("text.break-text")
    .data(layout.breaks)
    .join("text")
    .attr("class", "break-text")
    .attr("text-anchor", "middle")
    .attr("x", (gap) => gap.textX)
    .attr("y", (gap) => gap.textY)
    .text((gap) => gap.text);
};

/** The words of the lanes lie over everything, with a halo that keeps links off them. */
export const createLabels = (parent: Group): ((layout: Layout) => void) => {
  const group = parent.append("g").attr("class", "labels");
  return whenChanged((layout: Layout) => {
    drawTexts(group, layout);
    drawBreakTexts(group, layout);
  });
};
