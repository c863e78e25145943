import { COST_KINDS, costBefore, costOf } from "#ui/facts/costs.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { grouped } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

/** What the call at hand has cost so far, what all calls have, and in which kernel function it was spent. */
export function CostPanel() {
  const { timeline, step, events } = useMoment();
  const now = costOf(step?.events.slice(0, events) ?? []);
  const before = costBefore(timeline, step?.index ?? 0);
  return (
    <Panel title={words.cost}>
      <table className={styles["costs"]}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{words.cost}</span>
            </th>
            <th scope="col">{words.costThisCall}</th>
            <th scope="col">{words.costSoFar}</th>
          </tr>
        </thead>
        <tbody>
          {COST_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                {words.costs[kind]}
                {now[kind].where.length > 0 && (
                  <code className={styles["where"]}>{words.costWhere(now[kind].where)}</code>
                )}
              </th>
              <td className={cx(now[kind].count > 0 && styles["spent"])}>{grouped(now[kind].count)}</td>
              <td>{grouped(before[kind] + now[kind].count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
