import { ease } from "./between.ts";
import { frameTops } from "./frameMarks.ts";
import { areaOf, boundsOf, cellOf } from "./grid.ts";
import type { Layout } from "./places.ts";
import { footOf, linksOf } from "./links.ts";
import type { FrameMark, LinkMark, Point, Rect, TokenMark, VmaMark } from "./marks.ts";
import type { Block, Scene, Trail } from "./picture.ts";
import { DROP, LIFT, TRAVEL } from "./timing.ts";

/** Entries of `pages` pages went from one place to another. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly pages: number;
}

const PADDING = 8;
const WHOLE = LIFT + TRAVEL + DROP;

interface Phases {
  readonly lift: number;
  readonly travel: number;
  readonly drop: number;
}

const part = (u: number, from: number, length: number): number =>
  ease(Math.min(1, Math.max(0, (u * WHOLE - from) / length)));

/** Progress of lift, travel and drop; one follows the other. */
export const phasesAt = (u: number): Phases => ({
  lift: part(u, 0, LIFT),
  travel: part(u, LIFT, TRAVEL),
  drop: part(u, LIFT + TRAVEL, DROP),
});

/** Where a page goes, or null if it stays. */
const destinationOf = (moves: readonly Move[], vpn: number): number | null => {
  const move = moves.find((m) => vpn >= m.from && vpn < m.from + m.pages);
  return move === undefined ? null : move.to + vpn - move.from;
};

interface Wagon {
  readonly token: TokenMark;
  readonly to: Rect;
}

const wagonsOf = (scene: Scene, layout: Layout, moves: readonly Move[]): readonly Wagon[] =>
  scene.tokens.flatMap((token) => {
    const vpn = destinationOf(moves, token.vpn);
    const to = vpn === null ? null : cellOf(layout, vpn);
    return to === null ? [] : { token, to };
  });

/** What the block's outline has to hold, empty places included. */
const areas = (layout: Layout, moves: readonly Move[], end: "from" | "to"): readonly Rect[] =>
  moves.flatMap((move) => areaOf(layout, move[end], move[end] + move.pages));

const holds = (vma: VmaMark, vpn: number): boolean => vpn * 4096 >= vma.start && vpn * 4096 < vma.end;

/**
 * The scene while entries travel: source slots are hollow at once, destination slots still are, frames stay.
 * The source's tab already counts what is left, the destination's not yet what comes.
 */
const resting = (a: Scene, b: Scene, moves: readonly Move[]): Scene => {
  const isSource = (vpn: number): boolean => destinationOf(moves, vpn) !== null;
  const after = new Map(b.vmas.map((vma) => [vma.key, vma]));
  const slotsAfter = new Map(b.slots.map((slot) => [slot.key, slot]));
  return {
    ...a,
    vmas: a.vmas.map((vma) => (moves.some((m) => holds(vma, m.from)) ? (after.get(vma.key) ?? vma) : vma)),
    slots: a.slots.map((slot) => (isSource(slot.vpn) ? (slotsAfter.get(slot.key) ?? slot) : slot)),
    tokens: a.tokens.filter((token) => !isSource(token.vpn)),
    links: [],
  };
};

/** What of a move does not depend on t. */
export interface Journey {
  readonly scene: Scene;
  readonly frames: readonly FrameMark[];
  readonly wagons: readonly Wagon[];
  readonly outline: Rect;
  readonly dx: number;
  readonly up: number;
  readonly down: number;
  readonly rigid: boolean;
  readonly ends: readonly [source: { x: number; y: number }, destination: { x: number; y: number }];
  readonly middle: number;
  /** Where blocks lie one below the other, the way goes along their side. */
  readonly side: readonly Point[] | null;
  readonly moving: ReadonlyMap<string, LinkMark>;
}

const bottomOfBlock = (scene: Scene, vpn: number, fallback: number): number => {
  const vma = scene.vmas.find((mark) => holds(mark, vpn));
  return vma === undefined ? fallback : vma.y + vma.h;
};

const SIDE = 6;

/** Both ends of the way at the right edge, with a foot towards the block. */
const sidePoints = (from: Rect, to: Rect, layout: Layout): readonly Point[] => {
  const x = layout.width - SIDE;
  const [upper, lower] = [from.y + from.h / 2, to.y + to.h / 2];
  return [
    { x: x - SIDE, y: upper },
    { x, y: upper },
    { x, y: lower },
    { x: x - SIDE, y: lower },
  ];
};

/** Prepares a move; null when nothing of it is on the stage. */
export const journeyOf = (a: Scene, b: Scene, layout: Layout, moves: readonly Move[]): Journey | null => {
  const from = areas(layout, moves, "from");
  const to = areas(layout, moves, "to");
  const first = moves[0];
  if (from.length === 0 || to.length === 0 || first === undefined) return null;
  const wagons = wagonsOf(a, layout, moves);
  const source = boundsOf(from, 0);
  const target = boundsOf(to, 0);
  const scene = resting(a, b, moves);
  const stays = a.links.filter((link) => scene.tokens.some((token) => link.key === `link ${token.vpn}`));
  const links = layout.tier === 0 ? stays : linksOf(scene.tokens, frameTops(layout, a.frames), layout);
  const middle = (layout.corridor.top + layout.corridor.bottom) / 2;
  return {
    scene: { ...scene, links },
    frames: a.frames,
    wagons,
    outline: boundsOf(from, PADDING),
    dx: target.x - source.x,
    up: middle - (source.y + source.h / 2),
    down: target.y - source.y,
    rigid: wagons.every(
      ({ token, to: cell }) =>
        cell.x - token.x === target.x - source.x && cell.y - token.y === target.y - source.y,
    ),
    ends: [
      { x: source.x + source.w / 2, y: bottomOfBlock(a, first.from, source.y + source.h) },
      { x: target.x + target.w / 2, y: bottomOfBlock(a, first.to, target.y + target.h) },
    ],
    middle,
    side: layout.orientation === "phone" ? sidePoints(source, target, layout) : null,
    moving: new Map(a.links.map((link) => [link.key, link])),
  };
};

/** Tokens relative to the block's way: where the two ends cut their cells differently, they shift on the way. */
const shaped = (journey: Journey, travel: number): readonly TokenMark[] =>
  journey.wagons.map(({ token, to }) =>
    journey.rigid
      ? token
      : {
          ...token,
          x: token.x + (to.x - token.x - journey.dx) * travel,
          y: token.y + (to.y - token.y - journey.down) * travel,
        },
  );

const movedLinks = (
  journey: Journey,
  layout: Layout,
  tokens: readonly TokenMark[],
  dx: number,
  dy: number,
) => {
  const moved = tokens.map((token) => ({ ...token, x: token.x + dx, y: token.y + dy }));
  if (layout.tier > 0) return linksOf(moved, frameTops(layout, journey.frames), layout);
  return moved.flatMap((token): readonly LinkMark[] => {
    const link = journey.moving.get(`link ${token.vpn}`);
    return link === undefined ? [] : [{ ...link, from: footOf(token, layout) }];
  });
};

/** The batch as one rigid block: out of its slots, through the corridor, into the others. */
export const blockAt = (journey: Journey, layout: Layout, u: number): Block => {
  const { lift, travel, drop } = phasesAt(u);
  const dx = journey.dx * travel;
  const dy = journey.up * lift + (journey.down - journey.up) * drop;
  const tokens = shaped(journey, travel);
  return {
    key: "block",
    dx,
    dy,
    outline: journey.outline,
    tokens,
    links: movedLinks(journey, layout, tokens, dx, dy),
    opacity: 1,
  };
};

/** Without motion: the batch fades where it was, and appears where it comes to be. */
export const fadedBlockAt = (journey: Journey, layout: Layout, u: number): Block => {
  const { lift, drop } = phasesAt(u);
  const there = drop > 0;
  const tokens = there
    ? journey.wagons.map(({ token, to }) => ({ ...token, ...to }))
    : journey.wagons.map((w) => w.token);
  const opacity = there ? drop : 1 - lift;
  return {
    key: "block",
    dx: 0,
    dy: 0,
    outline: boundsOf(tokens.length > 0 ? tokens : [journey.outline], PADDING),
    tokens,
    links: movedLinks(journey, layout, tokens, 0, 0).map((link) => ({ ...link, opacity })),
    opacity,
  };
};

export const trailOf = (journey: Journey, numbered: boolean): Trail => {
  const [source, target] = journey.ends;
  if (journey.side !== null) return { points: journey.side, numbered, opacity: 1 };
  const points = [source, { x: source.x, y: journey.middle }, { x: target.x, y: journey.middle }, target];
  return { points, numbered, opacity: 1 };
};
