import { pieceOf } from "./grid.ts";
import type { Layout } from "./places.ts";
import type { FrameMark, LinkMark, Point, TokenMark } from "./marks.ts";

/** Tokens one below the other start their links side by side. */
const ROW_OFFSET = 6;

/** Where the link of a token leaves it. */
export const footOf = (token: TokenMark, layout: Layout): Point => {
  const piece = layout.orientation === "wide" ? pieceOf(layout, token.vpn) : null;
  const rows = piece?.rows ?? 1;
  const row = piece === null ? 0 : (token.vpn - piece.start) % rows;
  return {
    x: token.x + token.w / 2 + (row - (rows - 1) / 2) * Math.min(ROW_OFFSET, token.w / rows),
    y: token.y + token.h,
  };
};

/** Where the n-th entry of a frame is nailed to it. */
const nailOf = (frame: FrameMark, index: number): Point =>
  frame.nails[Math.min(index, frame.nails.length - 1)] ?? { x: frame.x + frame.w / 2, y: frame.y };

const single = (token: TokenMark, frame: FrameMark, index: number, layout: Layout): LinkMark => ({
  kind: "link",
  key: `link ${token.vpn}`,
  identity: frame.identity,
  from: footOf(token, layout),
  to: nailOf(frame, index),
  hue: token.hue,
  opacity: 1,
  spread: { from: 0, to: 0 },
});

/** Tokens of consecutive pages that map consecutive frames. */
const runsOf = (tokens: readonly TokenMark[]): readonly (readonly TokenMark[])[] => {
  const runs: TokenMark[][] = [];
  for (const token of tokens) {
    const last = runs.at(-1)?.at(-1);
    const follows =
      last !== undefined &&
      last.vpn + last.pages === token.vpn &&
      last.pfn !== null &&
      token.pfn === last.pfn + last.pages &&
      last.hue === token.hue;
    if (follows) runs.at(-1)?.push(token);
    else runs.push([token]);
  }
  return runs;
};

/** One ribbon for a run of pages: from the width of its cells to the width of its frames. */
const ribbon = (run: readonly TokenMark[], frameAt: (pfn: number) => FrameMark | null): LinkMark | null => {
  const first = run[0];
  const frames = run.flatMap((token) => (token.pfn === null ? [] : (frameAt(token.pfn) ?? [])));
  const top = frames[0];
  if (first === undefined || top === undefined) return null;
  const left = Math.min(...run.map((t) => t.x));
  const right = Math.max(...run.map((t) => t.x + t.w));
  const row = frames.filter((frame) => frame.y === top.y);
  const from = Math.min(...row.map((f) => f.x));
  const to = Math.max(...row.map((f) => f.x + f.w));
  return {
    kind: "link",
    key: `link ${first.vpn}`,
    identity: top.identity,
    from: { x: (left + right) / 2, y: Math.max(...run.map((t) => t.y + t.h)) },
    to: { x: (from + to) / 2, y: top.y },
    hue: first.hue,
    opacity: 1,
    spread: { from: (right - left) / 2, to: (to - from) / 2 },
  };
};

/** From every entry to its frame: a line each where there are few, a ribbon a run where there are many. */
export const linksOf = (
  tokens: readonly TokenMark[],
  frameAt: (pfn: number) => FrameMark | null,
  layout: Layout,
): readonly LinkMark[] => {
  const mapping = tokens.filter((token) => token.pfn !== null);
  if (layout.tier > 0) return runsOf(mapping).flatMap((run) => ribbon(run, frameAt) ?? []);
  const used = new Map<number, number>();
  return mapping.flatMap((token) => {
    const frame = token.pfn === null ? null : frameAt(token.pfn);
    if (frame === null) return [];
    const index = used.get(frame.pfn) ?? 0;
    used.set(frame.pfn, index + 1);
    return single(token, frame, index, layout);
  });
};
