import { tableOf } from "#scene/table.ts";
import { shownMm } from "#ui/facts/vma.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { words } from "#ui/messages.ts";
import styles from "./MemoryTable.module.css";
import { namesAt } from "./names.ts";

/** The same memory as the picture, as a table: for reading out, for printing, for looking things up. */
export function MemoryTable() {
  const moment = useMoment();
  const mm = shownMm(moment.machine);
  if (mm === null) return null;
  const { timeline, step, machine } = moment;
  const rows = tableOf(machine, namesAt(moment), step?.before ?? null, timeline.initial, mm.id);
  if (rows.length === 0) return <p className={styles["empty"]}>{words.emptyMemory}</p>;
  return (
    // Scrolls by keyboard, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={words.tableCaption}>
      <table className={styles["table"]}>
        <caption className="sr-only">{words.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.tableAddress}</th>
            <th scope="col">{words.tableMapping}</th>
            <th scope="col">{words.tableSlot}</th>
            <th scope="col">{words.tableFrame}</th>
            <th scope="col">{words.content}</th>
            <th scope="col">{words.tableFlags}</th>
            <th scope="col">{words.tableChanged}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.changed ? styles["changed"] : undefined}>
              <th scope="row">{row.pages > 1 ? `${row.address} + ${row.pages} pages` : row.address}</th>
              <td>{row.mapping}</td>
              <td>{row.slot}</td>
              <td>{row.frame}</td>
              <td>{row.content}</td>
              <td>{row.flags}</td>
              <td>{row.changed ? words.changed : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
