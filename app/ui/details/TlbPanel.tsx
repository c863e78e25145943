import { addrOf } from "#engine/addr.ts";
import type { TlbRow } from "#ui/facts/tlb.ts";
import { tlbRows } from "#ui/facts/tlb.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useShownMm } from "#ui/hooks/shown.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions } from "#ui/store.tsx";
import { groupedAddress } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

const SHOWN = 8;

function Row({ row }: { readonly row: TlbRow }) {
  const { hover } = useActions();
  const frame = row.pfn === null ? words.zeroPage : row.pfn.toString(16);
  return (
    <tr
      className={cx(row.struck !== null && styles["struck"])}
      onPointerEnter={() => hover({ kind: "page", vpn: row.vpn })}
      onPointerLeave={() => hover(null)}
    >
      <th scope="row">
        <code>{groupedAddress(addrOf(row.vpn))}</code> {words.tlbPages(row.pages)}
      </th>
      <td>
        <code>{`→ ${frame}`}</code>
      </td>
      <td className={styles["state"]}>{row.struck === null ? words.tlbHeld : words.tlbStruck(row.struck)}</td>
    </tr>
  );
}

/** Translations that a processor may hold; those that this call makes it forget are struck through. */
export function TlbPanel() {
  const { timeline, step, events, machine } = useMoment();
  const mm = useShownMm(machine);
  const rows = mm === null ? [] : tlbRows(timeline, mm.id, step, events);
  const shown = rows.slice(-SHOWN);
  return (
    <Panel title={words.tlb}>
      <p className={styles["note"]}>{words.tlbNote}</p>
      {rows.length === 0 ? (
        <p className={styles["quiet"]}>{words.tlbEmpty}</p>
      ) : (
        <table className={styles["lane"]}>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN && <p className={styles["quiet"]}>{words.tlbMore(rows.length - SHOWN)}</p>}
    </Panel>
  );
}
