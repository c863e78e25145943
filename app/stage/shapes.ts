import type { LinkMark, Point, TokenMark } from "#scene/marks.ts";

const polygon = (points: readonly (readonly [x: number, y: number])[]): string =>
  `M${points.map(([x, y]) => `${x},${y}`).join("L")}Z`;

const rounded = (w: number, h: number, r: number): string =>
  `M${r},0H${w - r}A${r},${r},0,0,1,${w},${r}V${h - r}A${r},${r},0,0,1,${w - r},${h}H${r}A${r},${r},0,0,1,0,${h - r}V${r}A${r},${r},0,0,1,${r},0Z`;

/** Every kind of entry has its own outline: chip, disc, octagon, flag, diamond. */
export const tokenPath = (shape: TokenMark["shape"], w: number, h: number): string => {
  switch (shape) {
    case "frame":
      return rounded(w, h, Math.min(5, w / 4));
    case "zero":
      return rounded(w, h, Math.min(w, h) / 2);
    case "guard": {
      const c = w * 0.29;
      return polygon([
        [c, 0],
        [w - c, 0],
        [w, c],
        [w, h - c],
        [w - c, h],
        [c, h],
        [0, h - c],
        [0, c],
      ]);
    }
    case "wp":
      return polygon([
        [0, 0],
        [w, 0],
        [w * 0.82, h / 2],
        [w, h],
        [0, h],
      ]);
    case "poison":
      return polygon([
        [w / 2, 0],
        [w, h / 2],
        [w / 2, h],
        [0, h / 2],
      ]);
  }
};

const curve = (from: Point, to: Point): string => {
  const middle = (from.y + to.y) / 2;
  return `C${from.x},${middle},${to.x},${middle},${to.x},${to.y}`;
};

/** A curve that leaves and arrives upright; a ribbon has two of them for edges. */
export const linkPath = (link: LinkMark): string => {
  const { from, to, spread } = link;
  if (spread.from === 0 && spread.to === 0) return `M${from.x},${from.y}${curve(from, to)}`;
  const left = { x: from.x - spread.from, y: from.y };
  const right = { x: from.x + spread.from, y: from.y };
  const bottomLeft = { x: to.x - spread.to, y: to.y };
  const bottomRight = { x: to.x + spread.to, y: to.y };
  return `M${left.x},${left.y}${curve(left, bottomLeft)}L${bottomRight.x},${bottomRight.y}${curve(bottomRight, right)}Z`;
};

export const polyline = (points: readonly Point[]): string =>
  `M${points.map((p) => `${p.x},${p.y}`).join("L")}`;
