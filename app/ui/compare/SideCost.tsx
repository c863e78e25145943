import type { Side } from "#timeline/compareCursor.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import { grouped } from "#ui/text/numbers.ts";
import styles from "./Compare.module.css";
import { sideCosts } from "./costs.ts";
import { rowHere } from "./here.ts";
import type { Pair } from "./pair.ts";
import { words } from "./words.ts";

/** What this side has spent; where the other side has spent something else, a sign says so. */
export function SideCost({ pair, side }: { readonly pair: Pair; readonly side: Side }) {
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  const { rows } = pair.comparison;
  const costs = sideCosts(rows, side, pair[side].getState().run.timeline, here);
  const other = side === "left" ? "right" : "left";
  const others = sideCosts(rows, other, pair[other].getState().run.timeline, here);
  return (
    <table className={styles["costs"]}>
      <caption className="sr-only">{words.cost(side)}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{words.costWhen}</span>
          </th>
          {costs.map(({ kind }) => (
            <th key={kind} scope="col">
              {words.costs[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{words.costHere}</th>
          {costs.map((cost, i) => (
            <td key={cost.kind} className={cx(cost.here !== others[i]?.here && styles["unequal"])}>
              {cost.here === null ? "" : grouped(cost.here)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{words.costAll}</th>
          {costs.map((cost, i) => (
            <td key={cost.kind} className={cx(cost.all !== others[i]?.all && styles["unequal"])}>
              {grouped(cost.all)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
