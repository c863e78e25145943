import { flushesOf } from "#ui/facts/flush.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { words } from "#ui/messages.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Details.module.css";

/** Translations that this call makes the processor forget. */
export function TlbPanel() {
  const { step, events } = useMoment();
  const flushes = step === null ? [] : flushesOf(step.events, events);
  return (
    <Panel title={words.tlb}>
      {flushes.length === 0 ? (
        <p className={styles["quiet"]}>{words.tlbNone}</p>
      ) : (
        <dl className={styles["rows"]}>
          {flushes.map(({ key, range, done }) => (
            <div key={key} className={styles["row"]}>
              <dt className={cx("mono", done && styles["struck"])}>{range}</dt>
              <dd>{done ? words.tlbDone : words.tlbPending}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
