import { tableOf } from "#scene/table.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useShownMm } from "#ui/hooks/shown.ts";
import { lateWords } from "#ui/lateMessages.ts";
import styles from "./MemoryTable.module.css";
import { namesAt } from "./names.ts";
import { useZooming } from "./zoomPlace.ts";
import { isAt, isLarge } from "./zoomLarge.ts";
import { ZoomRows } from "./ZoomRows.tsx";

const MOST_ROWS = 1024;

/** The same memory as the picture, as a table: for reading out, for printing, for looking things up. */
export function MemoryTable() {
  const moment = useMoment();
  const zooming = useZooming();
  const mm = useShownMm(moment.machine);
  if (mm === null) return null;
  const { timeline, step, machine } = moment;
  const all = tableOf(machine, namesAt(moment), step?.before ?? null, timeline.initial, mm.id);
  const large = isLarge(zooming);
  const rows = large ? all.filter((row) => isAt(zooming, row)).slice(0, MOST_ROWS) : all;
  if (all.length === 0) return <p className={styles["empty"]}>{lateWords.emptyMemory}</p>;
  return (
    // Scrolls by keyboard, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={lateWords.tableCaption}>
      {large && <ZoomRows zooming={zooming} />}
      <table className={styles["table"]}>
        <caption className="sr-only">{lateWords.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{lateWords.tableAddress}</th>
            <th scope="col">{lateWords.tableMapping}</th>
            <th scope="col">{lateWords.tableSlot}</th>
            <th scope="col">{lateWords.tableFrame}</th>
            <th scope="col">{lateWords.content}</th>
            <th scope="col">{lateWords.tableFlags}</th>
            <th scope="col">{lateWords.tableChanged}</th>
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
              <td>{row.changed ? lateWords.changed : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
