import type { Machine, Mm, MmId } from "#engine/machine.ts";
import type { Step } from "#timeline/timeline.ts";
import { ease } from "./between.ts";
import { boundsOf } from "./grid.ts";
import { footOf } from "./links.ts";
import type { TokenMark } from "./marks.ts";
import type { Block, Scene } from "./picture.ts";
import type { Layout } from "./places.ts";

/** The address space that a fork made; null if the call made none. */
export const childOf = (step: Step): Mm | null => {
  if (step.call.name !== "fork" || step.after.mms.size <= step.before.mms.size) return null;
  return [...step.after.mms.values()].find((mm) => !step.before.mms.has(mm.id)) ?? null;
};

/** The machine to draw while the child of a fork is not in the books yet, but its entries are shown already. */
export const withChild = (step: Step, machine: Machine, mm: MmId): Machine =>
  childOf(step)?.id === mm && !machine.mms.has(mm) ? step.after : machine;

const PADDING = 8;
/** Shares of the stage: out of the slots, and gone to the other process. */
const OUT = 0.55;
const AWAY = 0.8;

const ownCopy = (child: Mm, token: TokenMark): boolean =>
  [...child.pageTable.entries.entries(token.vpn, token.vpn + token.pages)].length > 0;

/**
 * Tokens split in two: the second halves leave their slots downwards as one block that is bound for the child. Their
 * links end in the same frames.
 */
export const splitBlock = (step: Step, scene: Scene, layout: Layout, u: number): Block | null => {
  const child = childOf(step);
  if (child === null || child.id === layout.mm) return null;
  const tokens = scene.tokens.filter((token) => ownCopy(child, token));
  if (tokens.length === 0) return null;
  const bounds = boundsOf(tokens, PADDING);
  const middle = (layout.corridor.top + layout.corridor.bottom) / 2;
  const dy = (middle - (bounds.y + bounds.h / 2)) * ease(Math.min(1, u / OUT));
  const links = new Map(scene.links.map((link) => [link.key, link]));
  return {
    key: "split",
    dx: 0,
    dy,
    outline: bounds,
    caption: `the child’s entries: ${tokens.length === 1 ? "the same frame" : "the same frames"}`,
    tokens,
    links: tokens.flatMap((token) => {
      const link = links.get(`link ${token.vpn}`);
      const nail = scene.frames.find((frame) => frame.pfn === token.pfn)?.nails[1];
      const from = footOf({ ...token, y: token.y + dy }, layout);
      return link === undefined ? [] : [{ ...link, from, to: nail ?? link.to }];
    }),
    opacity: u > AWAY ? (1 - u) / (1 - AWAY) : Math.min(1, u * 8),
  };
};
