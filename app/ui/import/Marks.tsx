import type { MouseEvent } from "react";
import type { LogMark } from "#formats/logMarks.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Import.module.css";
import { goToRow, setFilter, useImport } from "./session.ts";
import { words } from "./words.ts";

const WIDTH = 1000;
const HEIGHT = 40;
const MARK = 2;

const sum = (marks: readonly LogMark[], of: "count" | "differ" | "open"): number =>
  marks.reduce((all, mark) => all + mark[of], 0);

/** Higher where there are more of them, but a single one can be seen as well. */
function heightOf(mark: LogMark, most: number): number {
  return most <= 1 ? HEIGHT : HEIGHT * (0.35 + 0.65 * (Math.log1p(mark.count) / Math.log1p(most)));
}

const lookOf = (mark: LogMark): string | undefined =>
  mark.differ > 0 ? styles["markDiffers"] : mark.open > 0 ? styles["markOpen"] : styles["mark"];

function nearestTo(marks: readonly LogMark[], event: MouseEvent): LogMark | undefined {
  const box = event.currentTarget.getBoundingClientRect();
  const at = (event.clientX - box.left) / box.width;
  return marks.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

/** The one behind the chosen row, for the keyboard; after the last comes the first. */
const following = (marks: readonly LogMark[], chosen: number | null): LogMark | undefined =>
  marks.find(({ row }) => row > (chosen ?? -1)) ?? marks[0];

/** Every mremap at its place in the log. A click goes to the nearest, Enter to the next. */
export function Marks() {
  const { summary, chosen } = useImport();
  const marks = summary?.marks ?? [];
  const most = marks.reduce((high, { count }) => Math.max(high, count), 0);
  if (marks.length === 0) return <p className={styles["quiet"]}>{words.noMarks}</p>;
  const choose = (event: MouseEvent): void => {
    const nearest = event.detail === 0 ? following(marks, chosen) : nearestTo(marks, event);
    if (nearest === undefined) return;
    setFilter({ text: "", call: "mremap", errno: "", pid: null, kind: "" });
    goToRow(nearest.row);
  };
  return (
    <figure className={styles["marks"]}>
      <figcaption className={styles["caption"]}>{words.marks}</figcaption>
      <button
        type="button"
        className={styles["line"]}
        aria-label={words.marksLabel(sum(marks, "count"), sum(marks, "differ"), sum(marks, "open"))}
        onClick={choose}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {marks.map((mark) => {
            const height = heightOf(mark, most);
            return (
              <rect
                key={mark.row}
                className={cx(lookOf(mark))}
                x={mark.at * (WIDTH - MARK)}
                y={HEIGHT - height}
                width={MARK}
                height={height}
              />
            );
          })}
        </svg>
      </button>
    </figure>
  );
}
