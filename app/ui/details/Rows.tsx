import type { Row } from "#ui/facts/vma.ts";
import styles from "./Details.module.css";

/** Names and values in two columns. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl className={styles["rows"]}>
      {rows.map(({ name, value, full }) => (
        <div key={name} className={styles["row"]}>
          <dt>{name}</dt>
          <dd title={full}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
