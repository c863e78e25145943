import { countersOf } from "#ui/facts/accounting.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { kilobytes, kilobytesDelta } from "#ui/text/numbers.ts";
import { useShownMm } from "#ui/hooks/shown.ts";
import styles from "./Details.module.css";
import { Gauges } from "./Gauges.tsx";

/** The counters of /proc, and how far this call has moved them. */
export function AccountingPanel() {
  const { step, machine } = useMoment();
  const mm = useShownMm(machine);
  const counters = mm === null ? [] : countersOf(step?.before ?? machine, machine, mm);
  return (
    <Panel title={lateWords.accounting}>
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
      {mm !== null && <Gauges machine={machine} mm={mm} />}
    </Panel>
  );
}
