import type { IntervalMap } from "#base/intervalMap.ts";
import { addrOf, hex } from "#engine/addr.ts";
import type { Machine, PteRun } from "#engine/machine.ts";
import { contentOf } from "./content.ts";
import type { Rect, TokenMark } from "./marks.ts";

/** A cell and what may be in it. */
export interface TokenSource {
  readonly machine: Machine;
  readonly entries: IntervalMap<PteRun>;
  readonly vpn: number;
  readonly pages: number;
  readonly rect: Rect;
}

interface Tally {
  frame: number;
  zero: number;
  marker: number;
  firstPfn: number | null;
  longest: number;
  pfn: number | null;
  huge: boolean;
}

const tallyOf = (source: TokenSource): Tally => {
  const end = source.vpn + source.pages;
  const tally: Tally = { frame: 0, zero: 0, marker: 0, firstPfn: null, longest: 0, pfn: null, huge: false };
  for (const { start, end: stop, value } of source.entries.entries(source.vpn, end)) {
    const from = Math.max(start, source.vpn);
    const pages = Math.min(stop, end) - from;
    if (value.kind === "present") {
      tally.frame += pages;
      tally.firstPfn ??= value.pfn + from - start;
      tally.huge ||= value.huge;
      if (pages > tally.longest) {
        tally.longest = pages;
        tally.pfn = value.pfn + from - start;
      }
    } else tally[value.kind] += pages;
  }
  return tally;
};

/** Less than this share of a cell would not be seen; it gets a dot. */
const VISIBLE = 1 / 8;

/** The token of a cell that stands for several pages: shares, and a dot when a page differs from the rest. */
export const cellTokens = (source: TokenSource): TokenMark | null => {
  const { vpn, pages } = source;
  const tally = tallyOf(source);
  const counts = [tally.frame, tally.zero, tally.marker, pages - tally.frame - tally.zero - tally.marker];
  if (counts[3] === pages) return null;
  const run = tally.pfn === null ? null : source.machine.frames.at(tally.pfn);
  const look = run === null ? { hue: "none" as const, pattern: "plain" as const } : contentOf(run.value).look;
  const words = [
    `${tally.frame} of ${pages} map a frame`,
    tally.zero > 0 ? `${tally.zero} the zero page` : "",
    tally.marker > 0 ? `${tally.marker} hold a marker` : "",
  ].filter((word) => word !== "");
  return {
    kind: "token",
    key: `token ${vpn}`,
    identity: tally.firstPfn === null ? { kind: "page", vpn } : { kind: "frame", pfn: tally.firstPfn },
    ...source.rect,
    opacity: 1,
    label: `${pages} entries from ${hex(addrOf(vpn))}: ${words.join(", ")}`,
    vpn,
    pages,
    shape: "frame",
    text: "",
    ...look,
    bits: null,
    pfn: tally.firstPfn,
    huge: tally.huge,
    shares: { frame: tally.frame / pages, zero: tally.zero / pages, marker: tally.marker / pages },
    odd: counts.some((count) => count > 0 && count / pages < VISIBLE),
  };
};
