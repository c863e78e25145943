import { type PointerEvent, useRef } from "react";
import { SIDES, type Pair } from "./pair.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Playhead } from "#ui/transport/Playhead.tsx";
import { blockName, cursorAt } from "#ui/transport/blocks.ts";
import transport from "#ui/transport/Transport.module.css";
import styles from "./Compare.module.css";
import { rowHere } from "./here.ts";
import { words } from "./words.ts";

/** Rows with more calls than this show no names. */
const NAMES_MAX = 24;

/** A lane a side, a column a row; a gap is hollow, and ≠ marks a row after which something differs. */
export function CompareTimeline({ pair }: { readonly pair: Pair }) {
  const { rows, differences } = pair.comparison;
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  const { seek } = useActions();
  const lanes = useRef<HTMLDivElement>(null);
  const differing = new Set(differences.map(({ row }) => row));
  const seekTo = (event: PointerEvent): void => {
    const box = lanes.current?.getBoundingClientRect();
    if (box !== undefined) seek(cursorAt((event.clientX - box.left) / box.width, rows.length));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };
  return (
    <div className={transport["track"]} onPointerDown={onPointerDown} onPointerMove={onPointerMove}>
      <div className={cx(transport["names"], styles["laneNames"])}>
        {SIDES.map((side) => (
          <span key={side}>{words.sides[side]}</span>
        ))}
      </div>
      <div ref={lanes} className={transport["lanes"]}>
        {rows.map((row, index) => {
          const step = row.left ?? row.right;
          const name = step === null ? "" : blockName(step);
          const sign = differing.has(index) ? " ≠" : "";
          return (
            // Rows have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles["column"]}>
              <span
                className={cx(transport["label"], index === here && transport["here"])}
                style={{ gridColumn: index + 1, gridRow: 1 }}
                title={words.goToRow(index + 1, name)}
              >
                {rows.length > NAMES_MAX ? sign : `${index + 1} ${name}${sign}`}
              </span>
              {SIDES.map((side, lane) => (
                <div
                  key={side}
                  className={cx(
                    transport["bar"],
                    row[side] === null && styles["gap"],
                    index < here && transport["past"],
                    index === here && transport["here"],
                  )}
                  style={{ gridColumn: index + 1, gridRow: lane + 2 }}
                  title={row[side] === null ? words.gap : row[side].text}
                />
              ))}
            </div>
          );
        })}
        <Playhead />
      </div>
    </div>
  );
}
