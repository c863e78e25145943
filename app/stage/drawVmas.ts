import type { TabText, VmaMark } from "#scene/marks.ts";
import { type Emphasis, type Group, isDim, opacityOf, whenChanged } from "./layers.ts";

const PILL_HEIGHT = 18;

const isPill = (text: TabText): boolean => text.role.startsWith("badge");

const classOf = (mark: VmaMark, emphasis: Emphasis): string =>
  [
    "mark vma",
    emphasis.now.has(mark.key) ? "is-now" : "",
    emphasis.lit.has(mark.key) ? "is-lit" : "",
    emphasis.selected.has(mark.key) ? "is-selected" : "",
    isDim(emphasis, mark.key) ? "is-dim" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");

/** Blocks of mappings with their tabs. */
export const createVmaLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "vmas");
  return whenChanged((marks: readonly VmaMark[], emphasis: Emphasis) => {
    const blocks = group
      .selectAll<SVGGElement, VmaMark>("g.vma")
      .data(marks, (mark) => mark.key)
      .join((enter) => {
        const block = enter.append("g").attr("role", "button").attr("tabindex", -1);
        block.append("rect").attr("class", "vma-block");
        block.append("g").attr("class", "tab").attr("aria-hidden", "true");
        return block;
      })
      .attr("class", (mark) => classOf(mark, emphasis))
      .attr("data-key", (mark) => mark.key)
      .attr("aria-label", (mark) => mark.label)
      .attr("transform", (mark) => `translate(${mark.x},${mark.y})`)
      .attr("opacity", opacityOf);
    blocks
      .select("rect.vma-block")
      .attr("width", (mark) => Math.max(0, mark.w))
      .attr("height", (mark) => Math.max(0, mark.h))
      .attr("rx", (mark) => Math.min(9, mark.w / 2));
    drawTabs(blocks.select<SVGGElement>("g.tab"));
  });
};

const drawTabs = (tabs: ReturnType<typeof tabsOf>): void => {
  tabs
    .selectAll<SVGRectElement, TabText>("rect")
    .data((mark) => mark.tab.filter(isPill))
    .join("rect")
    .attr("class", (text) => `pill ${text.role}`)
    .attr("x", (text) => text.x)
    .attr("y", (text) => text.y - 13)
    .attr("width", (text) => text.w)
    .attr("height", PILL_HEIGHT)
    .attr("rx", PILL_HEIGHT / 2);
  tabs
    .selectAll<SVGTextElement, TabText>("text")
    .data((mark) => mark.tab)
    .join("text")
    .attr("class", (text) => `tab-text ${text.role}`)
    .attr("x", (text) => (isPill(text) ? text.x + text.w / 2 : text.x))
    .attr("y", (text) => text.y)
    .attr("text-anchor", (text) => (isPill(text) ? "middle" : null))
    .text((text) => text.text);
};

// Names the type of a selection of tabs without importing d3's Selection with all its parameters.
const tabsOf = (group: Group) => group.selectAll<SVGGElement, VmaMark>("g.vma").select<SVGGElement>("g.tab");
