import { cx } from "#ui/primitives/cx.ts";
import styles from "./Picture.module.css";
import { type Cell, HEIGHT, type Thumbnail, WIDTH } from "./thumbnail.ts";

/** Heights in the picture: blocks, the cells in them, frames. */
const BLOCK = { y: 12, h: 27 };
const CELL_Y = 18;
const FRAME_Y = 67;
const CELL_H = 15;
const FRAME_H = 12;

const BEND = 14;

const curve = (from: number, to: number): string => {
  const top = CELL_Y + CELL_H;
  return `M${from} ${top}C${from} ${top + BEND} ${to} ${FRAME_Y - BEND} ${to} ${FRAME_Y}`;
};

function Token({ cell, size }: { readonly cell: Cell; readonly size: number }) {
  const middle = cell.x + size / 2;
  const y = CELL_Y + CELL_H / 2;
  switch (cell.shape) {
    case "zero":
      return <circle cx={middle} cy={y} r={Math.min(size, CELL_H) / 2 - 1} className={styles["zero"]} />;
    case "marker":
      return (
        <path
          d={`M${middle - size / 3} ${y - 4}L${middle + size / 3} ${y + 4}M${middle + size / 3} ${y - 4}L${middle - size / 3} ${y + 4}`}
          className={styles["marker"]}
        />
      );
    case "none":
    case "frame":
      return (
        <rect
          x={cell.x}
          y={CELL_Y}
          width={size}
          height={CELL_H}
          rx={Math.min(3.5, size / 3)}
          className={cx(styles[cell.shape], styles[`hue-${cell.hue}`])}
        />
      );
  }
}

/** Decoration: the words of the card say what there is to know. */
export function Picture({ thumbnail }: { readonly thumbnail: Thumbnail }) {
  const { size } = thumbnail;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={styles["picture"]}
      aria-hidden="true"
      focusable="false"
    >
      {thumbnail.blocks.map(({ x, w, lit }) => (
        <rect
          key={x}
          x={x}
          y={BLOCK.y}
          width={w}
          height={BLOCK.h}
          rx={6}
          className={cx(styles["block"], lit && styles["lit"])}
        />
      ))}
      {thumbnail.links.map(({ from, to, hue }) => (
        <path key={from} d={curve(from, to)} className={cx(styles["link"], styles[`hue-${hue}`])} />
      ))}
      {thumbnail.blocks.flatMap(({ cells }) =>
        cells.map((cell) => <Token key={cell.x} cell={cell} size={size} />),
      )}
      {thumbnail.frames.map(({ x, hue }) => (
        <rect
          key={x}
          x={x}
          y={FRAME_Y}
          width={size}
          height={FRAME_H}
          rx={Math.min(2.5, size / 3)}
          className={cx(styles["bytes"], styles[`hue-${hue}`])}
        />
      ))}
    </svg>
  );
}
