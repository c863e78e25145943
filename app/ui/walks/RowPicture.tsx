import { lookOf } from "#scene/content.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./RowPicture.module.css";

const CELL = 30;
const GAP = 4;
const HEIGHT = 50;
const MIDDLE = CELL / 2;

interface PageProps {
  readonly piece: string;
  readonly x: number;
  readonly differs: boolean;
}

/** What lies on a page: nothing mapped, an empty slot, the zero page, a marker, or a token with its letter. */
function Shape({ piece }: { readonly piece: string }) {
  if (piece === "-") return <path d={`M8 ${MIDDLE}H22`} className={styles["unmapped"]} />;
  const slot = <rect x={1} y={1} width={CELL - 2} height={CELL - 2} rx={5} className={styles["slot"]} />;
  if (piece === ".") return slot;
  if (piece === "z" || piece === "!")
    return (
      <>
        {slot}
        {piece === "z" ? (
          <circle cx={MIDDLE} cy={MIDDLE} r={8} className={styles["zero"]} />
        ) : (
          <path d="M9 9L21 21M21 9L9 21" className={styles["zero"]} />
        )}
      </>
    );
  const { hue } = lookOf(piece === "0" ? 0n : BigInt(piece.codePointAt(0) ?? 0));
  return (
    <>
      <rect
        x={1}
        y={1}
        width={CELL - 2}
        height={CELL - 2}
        rx={5}
        className={cx(styles["token"], styles[`hue-${hue}`])}
      />
      <text x={MIDDLE} y={MIDDLE + 5} className={styles["letter"]}>
        {piece}
      </text>
    </>
  );
}

function Page({ piece, x, differs }: PageProps) {
  return (
    <g transform={`translate(${x} 2)`}>
      <Shape piece={piece} />
      {differs && (
        <path d={`M${MIDDLE - 5} 44L${MIDDLE} 36L${MIDDLE + 5} 44Z`} className={styles["differs"]} />
      )}
    </g>
  );
}

interface Props {
  /** One character a page. */
  readonly row: string;
  /** Pages at which this row differs from the other one. */
  readonly differing: readonly number[];
  readonly label: string;
}

/** A range of pages as a small picture; what differs carries a mark below. */
export function RowPicture({ row, differing, label }: Props) {
  const pieces = Array.from(row);
  const width = pieces.length * (CELL + GAP);
  return (
    <svg
      role="img"
      aria-label={`${label}: ${pieces.join(" ")}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className={styles["row"]}
    >
      {pieces.map((piece, index) => (
        // A page has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Page key={index} piece={piece} x={index * (CELL + GAP)} differs={differing.includes(index)} />
      ))}
    </svg>
  );
}
