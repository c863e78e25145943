import { useState } from "react";
import type { Difference, DifferenceKind } from "#timeline/compareRuns.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import { blockName } from "#ui/transport/blocks.ts";
import styles from "./Lists.module.css";
import { rowHere } from "./here.ts";
import { showDifference } from "./light.ts";
import type { Pair } from "./pair.ts";
import { words } from "./words.ts";

/** More than this are shown only when they are asked for. */
const SHOWN = 200;

/** What kind of difference it is, as a shape: there on the left only, on the right only, or another on each. */
const signOf = ({ left, right }: Difference): string => (left === null ? "▷" : right === null ? "◁" : "≠");

/** First what the program sees, then the memory, last how much work it was. */
const ORDER: readonly DifferenceKind[] = ["call", "result", "mapping", "page", "frames", "counter", "event"];

/** By row; what differs before any call goes last, for it is not what anybody did. */
const rankOf = ({ row, kind }: Difference): number => (row < 0 ? 1e9 : row * 10) + ORDER.indexOf(kind);

const rowName = (pair: Pair, row: number): string => {
  const { left, right } = pair.comparison.rows[row] ?? { left: null, right: null };
  const step = left ?? right;
  return step === null ? words.fromStart : words.inRow(row + 1, blockName(step));
};

function Item({ pair, difference }: { readonly pair: Pair; readonly difference: Difference }) {
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  const { kind, row, subject, left, right } = difference;
  return (
    <li>
      <button
        type="button"
        className={cx(styles["difference"], row === here && styles["current"])}
        aria-current={row === here ? "step" : undefined}
        onClick={() => showDifference(pair, difference)}
      >
        <span className={styles["sign"]} aria-hidden="true">
          {signOf(difference)}
        </span>
        <span className={styles["row"]}>{rowName(pair, row)}</span>
        <span className={styles["what"]}>
          <strong>{words.kinds[kind]}</strong> <code>{subject}</code>
        </span>
        <span className={styles["value"]}>
          <span className="sr-only">{words.sides.left}: </span>
          {left ?? words.noValue(kind)}
        </span>
        <span className={styles["value"]}>
          <span className="sr-only">{words.sides.right}: </span>
          {right ?? words.noValue(kind)}
        </span>
      </button>
    </li>
  );
}

/** Everything in which the two runs differ, where it begins; or that they are identical. */
export function DifferenceList({ pair }: { readonly pair: Pair }) {
  const [all, setAll] = useState(false);
  const { differences } = pair.comparison;
  const ordered = differences.toSorted((a, b) => rankOf(a) - rankOf(b));
  const shown = all ? ordered : ordered.slice(0, SHOWN);
  return (
    <section className={styles["differences"]} aria-labelledby="differences">
      <h2 id="differences">
        {words.differences}
        {differences.length > 0 && <span className={styles["count"]}>{words.count(differences.length)}</span>}
      </h2>
      {differences.length > 0 && <p className={styles["hint"]}>{words.legend}</p>}
      {differences.length === 0 ? (
        <p className={styles["identical"]}>
          <span aria-hidden="true">＝ </span>
          {words.identicalLong}
        </p>
      ) : (
        <ol className={styles["list"]}>
          {shown.map((difference) => (
            <Item key={difference.key} pair={pair} difference={difference} />
          ))}
        </ol>
      )}
      {shown.length < ordered.length && (
        <button type="button" className={styles["more"]} onClick={() => setAll(true)}>
          {words.count(ordered.length)}
        </button>
      )}
    </section>
  );
}
