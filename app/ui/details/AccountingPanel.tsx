import { countersOf } from "#ui/facts/accounting.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { words } from "#ui/messages.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { kilobytes, kilobytesDelta } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";

/** The counters of /proc, and how far this call has moved them. */
export function AccountingPanel() {
  const { step, machine } = useMoment();
  const counters = countersOf(step?.before ?? machine, machine);
  return (
    <Panel title={words.accounting}>
      <dl className={styles["rows"]}>
        {counters.map(({ name, pages, delta }) => (
          <div key={name} className={styles["row"]}>
            <dt>{name}</dt>
            <dd>
              {delta !== 0 && <span className={styles["delta"]}>{kilobytesDelta(delta)} </span>}
              {kilobytes(pages)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
