import type { Machine, Mm } from "#engine/machine.ts";
import { type Gauge, gaugesOf } from "#ui/facts/gauges.ts";
import { cx } from "#ui/primitives/cx.ts";
import { grouped, kilobytes } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

const amount = (gauge: Gauge, value: number): string =>
  gauge.unit === "pages" ? kilobytes(value) : grouped(value);

/** From here on a gauge is nearly full. */
const NEARLY = 0.9;

/** Counters that a limit holds, as bars with their mark at the end. */
export function Gauges({ machine, mm }: { readonly machine: Machine; readonly mm: Mm }) {
  const gauges = gaugesOf(machine, mm);
  if (gauges.length === 0) return null;
  return (
    <ul className={styles["gauges"]} aria-label={words.gauges}>
      {gauges.map((gauge) => (
        <li key={gauge.name}>
          <span className={styles["gaugeName"]}>{gauge.name}</span>
          <span className={styles["gaugeText"]}>
            {words.gaugeOf(amount(gauge, gauge.value), amount(gauge, gauge.max), gauge.limit)}
          </span>
          <span className={styles["gauge"]} aria-hidden="true">
            <span
              className={cx(styles["level"], gauge.value > gauge.max * NEARLY && styles["full"])}
              style={{ width: `${Math.min(100, (100 * gauge.value) / Math.max(1, gauge.max))}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
