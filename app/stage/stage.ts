import { select } from "d3";
import type { Identity } from "#scene/identity.ts";
import type { Layout } from "#scene/places.ts";
import type { LinkMark } from "#scene/marks.ts";
import type { Picture } from "#scene/picture.ts";
import { counted } from "#scene/text.ts";
import { createGround, createLabels } from "./drawAxis.ts";
import { createSlotLayer, createTokenLayer } from "./drawEntries.ts";
import { createFrameLayer } from "./drawFrames.ts";
import { createLinkLayer } from "./drawLinks.ts";
import { createBlockLayer, createFailureLayer, createTieLayer, createTrailLayer } from "./drawOverlay.ts";
import { createVacancyLayer } from "./drawVacancies.ts";
import { createVmaLayer } from "./drawVmas.ts";
import { keysOf } from "./emphasis.ts";
import { type StageCallbacks, listen } from "./input.ts";
import type { Emphasis } from "./layers.ts";
import { createPatterns } from "./patterns.ts";
import { firstOf, focusable } from "./roving.ts";

export interface StageInput {
  readonly picture: Picture;
  readonly layout: Layout;
  readonly selected: Identity | null;
  readonly hovered: Identity | null;
  readonly reducedMotion: boolean;
}

/** D3 owns everything under the host; the page only hands over pictures. */
export interface Stage {
  update(input: StageInput): void;
  destroy(): void;
}

const NO_LINKS: readonly LinkMark[] = [];

/** Marks to emphasize, the same object as long as nothing about them changed. */
const createEmphasis = () => {
  let last: { readonly input: StageInput; readonly emphasis: Emphasis } | null = null;
  return (input: StageInput): Emphasis => {
    const { picture, selected, hovered } = input;
    const { active, now, touched } = picture.overlay;
    const before = last?.input;
    const same =
      before?.selected === selected &&
      before.hovered === hovered &&
      before.picture.overlay.now === now &&
      before.picture.overlay.touched === touched &&
      before.picture.tokens === picture.tokens;
    if (last !== null && same) return last.emphasis;
    const emphasis = {
      active,
      now,
      touched,
      lit: keysOf(picture, hovered),
      selected: keysOf(picture, selected),
    };
    last = { input, emphasis };
    return emphasis;
  };
};

/**
 * Makes the SVG of a stage in an empty element. "#stage/stage.css" has its looks. Of the marks that can take
 * focus exactly one is in the page's tab order; arrow keys lead from it to the others.
 */
export const createStage = (host: HTMLElement, callbacks: StageCallbacks): Stage => {
  const svg = select(host)
    .append("svg")
    .attr("class", "stage")
    .attr("role", "group")
    .attr(
      "aria-label",
      "Memory: mappings, page-table entries and frames. Arrow keys lead from mark to mark.",
    );
  const root = svg.append("g");
  const patternOf = createPatterns(root);
  const ground = createGround(root);
  // Where blocks lie one below the other, links pass behind them.
  const linksBehind = createLinkLayer(root);
  const vacancies = createVacancyLayer(root);
  const vmas = createVmaLayer(root);
  const links = createLinkLayer(root);
  const slots = createSlotLayer(root);
  const trail = createTrailLayer(root);
  const ties = createTieLayer(root);
  const movingLinks = createLinkLayer(root);
  const frames = createFrameLayer(root, patternOf);
  const tokens = createTokenLayer(root, patternOf);
  const labels = createLabels(root);
  const block = createBlockLayer(root, patternOf);
  const refusal = createFailureLayer(root);
  const counter = root.append("text").attr("class", "counter").attr("text-anchor", "end");
  const ring = root.append("rect").attr("class", "focus-ring").attr("display", "none").attr("rx", 8);
  const emphasisOf = createEmphasis();
  let current: StageInput | null = null;
  let focused: string | null = null;

  const showFocus = (visible: boolean): void => {
    const mark = current === null || focused === null ? null : focusable(current.picture, focused);
    ring.attr("display", visible && mark !== null ? null : "none");
    if (mark === null) return;
    ring
      .attr("x", mark.x - 3)
      .attr("y", mark.y - 3)
      .attr("width", mark.w + 6)
      .attr("height", mark.h + 6);
  };
  /** Exactly one mark is in the tab order. */
  const rove = (key: string | null): void => {
    if (current === null) return;
    const { picture } = current;
    const kept = key !== null && focusable(picture, key) !== null ? key : (firstOf(picture)?.key ?? null);
    const entry = svg.select(`[tabindex="0"]`);
    if (kept === focused && !entry.empty()) return;
    entry.attr("tabindex", -1);
    focused = kept;
    if (kept !== null) svg.select(`[data-key="${kept}"]`).attr("tabindex", 0);
  };
  const stopListening = listen(svg, {
    picture: () => current?.picture ?? null,
    callbacks,
    onFocus(key, visible) {
      rove(key);
      showFocus(visible);
    },
    onBlur() {
      showFocus(false);
    },
  });

  const draw = (input: StageInput): void => {
    current = input;
    const { picture, layout } = input;
    const emphasis = emphasisOf(input);
    svg
      .attr("width", layout.width * layout.scale)
      .attr("height", layout.height * layout.scale)
      .attr("viewBox", `0 0 ${layout.width} ${layout.height}`)
      .attr("class", `stage stage-${layout.orientation} tier-${layout.tier}`);
    ground(layout);
    labels(layout);
    vacancies(layout, picture.vmas);
    vmas(picture.vmas, emphasis);
    slots(picture.slots, emphasis);
    tokens(picture.tokens, emphasis);
    frames(picture.frames, emphasis);
    const behind = layout.orientation === "phone";
    links(behind ? NO_LINKS : picture.links, emphasis);
    linksBehind(behind ? picture.links : NO_LINKS, emphasis);
    movingLinks(picture.overlay.block?.links ?? NO_LINKS, emphasis);
    trail(picture.overlay.trail);
    block(picture.overlay.block);
    ties(picture.overlay.ties);
    refusal(picture.overlay.failure);
    counter.attr("x", layout.counter.x).attr("y", layout.counter.y);
    counter.text(`bytes copied ${counted(picture.copied * 4096)}`);
    rove(focused);
  };
  let drawing = false;
  let waiting: StageInput | null = null;
  /** Removing the mark that has the focus makes the browser tell of it at once, and whoever hears may draw again. */
  const update = (input: StageInput): void => {
    waiting = input;
    if (drawing) return;
    drawing = true;
    try {
      for (let next: StageInput | null = input; next !== null; next = waiting) {
        waiting = null;
        draw(next);
      }
    } finally {
      drawing = false;
    }
  };

  return {
    update,
    destroy() {
      stopListening();
      svg.remove();
    },
  };
};
