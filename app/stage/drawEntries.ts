import type { EntryBits, SlotMark, TokenMark } from "#scene/marks.ts";
import { type Emphasis, type Group, isDim, opacityOf, whenChanged } from "./layers.ts";
import { tokenPath } from "./shapes.ts";

const radiusOf = (mark: { readonly w: number }): number => Math.min(5, mark.w / 4);

const stateOf = (key: string, emphasis: Emphasis): string =>
  (emphasis.lit.has(key) ? " is-lit" : "") +
  (emphasis.selected.has(key) ? " is-selected" : "") +
  (emphasis.now.has(key) ? " is-now" : "") +
  (isDim(emphasis, key) ? " is-dim" : "");

/** The recessed places of the entries. They take focus; the tokens in them are drawn over them. */
export const createSlotLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "slots");
  return whenChanged((marks: readonly SlotMark[], emphasis: Emphasis) => {
    group
      .selectAll<SVGRectElement, SlotMark>("rect.slot")
      .data(marks, (mark) => mark.key)
      .join((enter) => enter.append("rect").attr("role", "button").attr("tabindex", -1))
      .attr("class", (mark) => `mark slot${mark.w < 14 ? " is-small" : ""}${stateOf(mark.key, emphasis)}`)
      .attr("data-key", (mark) => mark.key)
      .attr("aria-label", (mark) => mark.label)
      .attr("x", (mark) => mark.x)
      .attr("y", (mark) => mark.y)
      .attr("width", (mark) => mark.w)
      .attr("height", (mark) => mark.h)
      .attr("rx", radiusOf)
      .attr("opacity", opacityOf);
  });
};

const BITS: readonly (keyof EntryBits)[] = ["write", "dirty", "softDirty", "uffdWp", "exclusive"];
const TICK = 3;
const TICK_STEP = 5;
/** A cell this wide has room for the ticks of its bits under its text. */
const ROOM_FOR_TICKS = 28;

interface TickData {
  readonly set: boolean;
  readonly bit: keyof EntryBits;
  readonly x: number;
  readonly y: number;
}

const ticksOf = (mark: TokenMark): readonly TickData[] => {
  const { bits } = mark;
  if (bits === null || mark.w < ROOM_FOR_TICKS) return [];
  const left = (mark.w - (BITS.length - 1) * TICK_STEP - TICK) / 2;
  return BITS.map((bit, i) => ({ set: bits[bit], bit, x: left + i * TICK_STEP, y: mark.h - 7 }));
};

interface ShareData {
  readonly kind: "frame" | "zero" | "marker" | "odd";
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Stacked from below; a share too thin to see is left to the dot. */
const sharesOf = (mark: TokenMark): readonly ShareData[] => {
  const { shares } = mark;
  if (shares === null) return [];
  let y = mark.h;
  const bars = (["frame", "zero", "marker"] as const).flatMap((kind) => {
    const h = mark.h * shares[kind];
    y -= h;
    return h > 0 ? [{ kind, y, w: mark.w, h }] : [];
  });
  return mark.odd ? [...bars, { kind: "odd" as const, y: 0, w: 3, h: 3 }] : bars;
};

const tokenClass = (mark: TokenMark, emphasis: Emphasis | null): string => {
  const look = `token token-${mark.shape} hue-${mark.hue}${mark.w < 14 ? " is-small" : ""}${mark.huge ? " is-huge" : ""}`;
  return `${look}${mark.shares === null ? "" : " is-aggregate"}${emphasis === null ? "" : stateOf(mark.key, emphasis)}`;
};

/** Draws tokens into a group; for those at rest and for those of the travelling block. */
export const drawTokens = (
  group: Group,
  marks: readonly TokenMark[],
  emphasis: Emphasis | null,
  patternOf: (pattern: TokenMark["pattern"]) => string,
): void => {
  const tokens = group
    .selectAll<SVGGElement, TokenMark>("g.token")
    .data(marks, (mark) => mark.key)
    .join((enter) => {
      const token = enter.append("g").attr("aria-hidden", "true");
      token.append("path").attr("class", "token-chip");
      return token;
    })
    .attr("class", (mark) => tokenClass(mark, emphasis))
    .attr("data-key", (mark) => mark.key)
    .attr("transform", (mark) => `translate(${mark.x},${mark.y})`)
    .attr("opacity", opacityOf);
  tokens.select("path.token-chip").attr("d", (mark) => tokenPath(mark.shape, mark.w, mark.h));
  tokens
    .selectAll<SVGRectElement, ShareData>("rect.share")
    .data(sharesOf)
    .join("rect")
    .attr("class", (share) => `share share-${share.kind}`)
    .attr("y", (share) => share.y)
    .attr("width", (share) => share.w)
    .attr("height", (share) => share.h);
  tokens
    .selectAll<SVGRectElement, string>("rect.weave")
    .data((mark) => (mark.pattern === "plain" || mark.shares !== null || mark.w < 10 ? [] : [mark]))
    .join("rect")
    .attr("class", "weave")
    .attr("x", 1)
    .attr("y", 1)
    .attr("width", (mark) => mark.w - 2)
    .attr("height", (mark) => (mark.w >= ROOM_FOR_TICKS ? 5 : mark.h - 2))
    .attr("fill", (mark) => patternOf(mark.pattern));
  tokens
    .selectAll<SVGTextElement, TokenMark>("text")
    .data((mark) => (mark.text === "" ? [] : [mark]))
    .join("text")
    .attr("x", (mark) => mark.w / 2)
    .attr("y", (mark) => mark.h / 2 + (ticksOf(mark).length > 0 ? 2 : 4))
    .attr("text-anchor", "middle")
    .text((mark) => mark.text);
  tokens
    .selectAll<SVGRectElement, TickData>("rect.bit")
    .data(ticksOf)
    .join("rect")
    .attr("class", (tick) => `bit${tick.set ? " is-set" : ""}`)
    .attr("x", (tick) => tick.x)
    .attr("y", (tick) => tick.y)
    .attr("width", TICK)
    .attr("height", TICK);
};

export const createTokenLayer = (parent: Group, patternOf: (pattern: TokenMark["pattern"]) => string) => {
  const group = parent.append("g").attr("class", "tokens");
  return whenChanged((marks: readonly TokenMark[], emphasis: Emphasis) => {
    drawTokens(group, marks, emphasis, patternOf);
  });
};
