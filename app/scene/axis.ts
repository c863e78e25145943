import { addrOf, hex } from "#engine/addr.ts";
import type { AxisBreak, AxisTick, Piece } from "./places.ts";
import { LABEL } from "./measure.ts";
import { grouped, monoWidth, sizeInWords, uiWidth } from "./text.ts";

const CLEARANCE = 8;

interface Span {
  readonly from: number;
  readonly to: number;
}

const collides = (taken: readonly Span[], span: Span): boolean =>
  taken.some((other) => span.from < other.to + CLEARANCE && span.to > other.from - CLEARANCE);

export const breakText = (pages: number): string => {
  const size = sizeInWords(pages);
  return `${size.startsWith("≈") || pages < 16 ? size : `≈ ${size}`} free`;
};

interface Candidate {
  readonly tick: Omit<AxisTick, "text">;
  readonly text: string;
  readonly span: Span;
  /** Lower is placed first. */
  readonly rank: number;
}

const candidate = (vpn: number, x: number, y: number, anchor: "start" | "end", rank: number): Candidate => {
  const text = grouped(addrOf(vpn));
  const width = monoWidth(text, LABEL);
  return {
    tick: { key: `tick ${vpn}`, x, y, textY: y - 9, anchor, full: hex(addrOf(vpn)) },
    text,
    span: anchor === "start" ? { from: x, to: x + width } : { from: x - width, to: x },
    rank,
  };
};

/** A tick at every place where a mapping ever starts or ends; its address where there is room for it. */
export const ticksOf = (pieces: readonly Piece[], y: number, width: number): readonly AxisTick[] => {
  const candidates = pieces
    .flatMap((piece, i) => {
      const joinsPrevious = pieces[i - 1]?.end === piece.start;
      const joinsNext = pieces[i + 1]?.start === piece.end;
      const start = candidate(piece.start, piece.x, y, "start", joinsPrevious ? 2 : 0);
      return joinsNext ? [start] : [start, candidate(piece.end, piece.x + piece.w, y, "end", 1)];
    })
    .filter(({ span }) => span.from >= 0 && span.to <= width);
  const taken: Span[] = [];
  const written = new Set<Candidate>();
  for (const next of candidates.toSorted((a, b) => a.rank - b.rank)) {
    if (collides(taken, next.span)) continue;
    taken.push(next.span);
    written.add(next);
  }
  return candidates.map((c) => ({ ...c.tick, text: written.has(c) ? c.text : "" }));
};

const spanOf = (tick: AxisTick): Span => {
  const width = monoWidth(tick.text, LABEL);
  return tick.anchor === "end" ? { from: tick.x - width, to: tick.x } : { from: tick.x, to: tick.x + width };
};

/** Breaks between pieces that do not touch, with the true size where there is room. */
export const breaksOf = (
  pieces: readonly Piece[],
  ticks: readonly AxisTick[],
  y: number,
  sameRow: boolean,
): readonly AxisBreak[] => {
  const taken: Span[] = [];
  const tickTexts = ticks.map(spanOf);
  return pieces.flatMap((piece, i) => {
    const previous = pieces[i - 1];
    if (previous === undefined || previous.end === piece.start) return [];
    const from = previous.x + previous.w;
    const full = breakText(piece.start - previous.end);
    const middle = (from + piece.x) / 2;
    const half = uiWidth(full, LABEL) / 2;
    const span = { from: middle - half, to: middle + half };
    const fits = !collides(taken, span);
    if (fits) taken.push(span);
    return {
      key: `break ${previous.end}`,
      x: from,
      y,
      w: piece.x - from,
      h: 0,
      pages: piece.start - previous.end,
      text: fits ? full : "",
      textX: middle,
      textY: sameRow && !collides(tickTexts, span) ? y - 14 : y - 27,
      full,
    };
  });
};
