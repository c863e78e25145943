import { memo } from "react";
import {
  LATTICE_FLAGS,
  LATTICE_PLACES,
  LATTICE_SIZES,
  type LatticeCell,
  type LatticePoint,
} from "#store/lattice.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Lattice.module.css";
import { Thumbnail } from "./Thumbnail.tsx";
import { flagNames, words } from "./words.ts";

interface CellProps {
  readonly point: LatticePoint;
  /** Undefined: not computed yet. Null: there is no such call. */
  readonly cell: LatticeCell | null | undefined;
  readonly picked: boolean;
  readonly onOpen: (cell: LatticeCell) => void;
  readonly onPick: (cell: LatticeCell) => void;
}

/** A zero-width space: long names break between their words, for a cell is narrower than they are. */
const BREAK = "\u200B";

const narrow = (detail: string): string =>
  detail
    .replaceAll("MREMAP_", "")
    .replaceAll("MAYMOVE", `MAY${BREAK}MOVE`)
    .replaceAll("DONTUNMAP", `DONT${BREAK}UNMAP`);

const Cell = memo(function Cell({ point, cell, picked, onOpen, onPick }: CellProps) {
  if (cell === undefined) return <td className={styles["waiting"]}>{words.working}</td>;
  if (cell === null) return <td className={styles["waiting"]}>{words.nothing}</td>;
  const names = [flagNames(point.flags), words.sizes[point.size], words.places[point.place]] as const;
  const why = "why" in cell.result ? cell.result.why : cell.detail;
  return (
    <td className={cx(styles["cell"], picked && styles["picked"])}>
      <button
        type="button"
        title={why}
        aria-label={words.open(...names, `${cell.verdict}, ${cell.detail}`)}
        onClick={() => onOpen(cell)}
      >
        {cell.result.kind === "ok" && <Thumbnail thumb={cell.thumb} />}
        <span className={styles[cell.tone]}>{cell.verdict}</span>
        <span className={styles["detail"]}>{narrow(cell.detail)}</span>
      </button>
      <input
        type="checkbox"
        checked={picked}
        aria-label={words.pick(...names)}
        onChange={() => onPick(cell)}
      />
    </td>
  );
});

interface GridProps extends Pick<CellProps, "onOpen" | "onPick"> {
  readonly cells: readonly (LatticeCell | null)[];
  readonly picked: readonly LatticeCell[];
}

/** Flags down, places and sizes across. */
export function Grid({ cells, picked, onOpen, onPick }: GridProps) {
  const across = LATTICE_PLACES.flatMap((place) => LATTICE_SIZES.map((size) => ({ place, size })));
  return (
    // A wide table scrolls, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles["scroll"]} role="region" aria-label={words.caption} tabIndex={0}>
      <table className={styles["grid"]}>
        <caption className="sr-only">{words.caption}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {words.flags}
            </th>
            {LATTICE_PLACES.map((place) => (
              <th key={place} colSpan={LATTICE_SIZES.length} scope="colgroup">
                {words.places[place]}
              </th>
            ))}
          </tr>
          <tr>
            {across.map(({ place, size }) => (
              <th key={`${place} ${size}`} scope="col" className={styles["size"]}>
                {words.sizes[size]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LATTICE_FLAGS.map((flags, row) => (
            <tr key={flags}>
              <th scope="row">{flagNames(flags)}</th>
              {across.map(({ place, size }, column) => {
                const cell = cells[row * across.length + column];
                return (
                  <Cell
                    key={`${place} ${size}`}
                    point={{ flags, place, size }}
                    cell={cell}
                    picked={cell !== null && cell !== undefined && picked.includes(cell)}
                    onOpen={onOpen}
                    onPick={onPick}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
