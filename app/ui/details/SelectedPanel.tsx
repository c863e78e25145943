import type { Machine, Mm } from "#engine/machine.ts";
import { selectHovered, selectSelection } from "#store/selectors.ts";
import type { Identity } from "#scene/identity.ts";
import { mappersOf, entryAt, frameRows, pageRows } from "#ui/facts/page.ts";
import { findVma, shownMm, vmaRows } from "#ui/facts/vma.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { FoldingPanel } from "#ui/layout/FoldingPanel.tsx";
import { words } from "#ui/messages.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { groupedAddress } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { Rows } from "./Rows.tsx";
import { subjectOf } from "./subject.ts";

/** Entries listed for a frame before the rest is only counted. */
const MAPPERS = 8;

function Mappers({ machine, pfn }: { readonly machine: Machine; readonly pfn: number }) {
  const { select, hover } = useActions();
  const pages = mappersOf(machine, pfn, MAPPERS);
  if (pages.length === 0) return <p className={styles["quiet"]}>{`${words.mappedBy}: ${words.nobody}`}</p>;
  return (
    <p>
      {words.mappedBy}
      {pages.map((vpn) => (
        <button
          key={vpn}
          type="button"
          className={styles["link"]}
          onClick={() => select({ kind: "page", vpn })}
          onPointerEnter={() => hover({ kind: "page", vpn })}
          onPointerLeave={() => hover(null)}
        >
          <code>{groupedAddress(vpn * 4096)}</code>
        </button>
      ))}
    </p>
  );
}

interface ThingProps {
  readonly machine: Machine;
  readonly mm: Mm;
  readonly identity: Identity;
}

/** Everything there is to say about one thing: a mapping, a page and its entry, a frame. */
function Thing({ machine, mm, identity }: ThingProps) {
  if (identity.kind === "vma") {
    const vma = findVma(machine, identity.id);
    return vma === null ? (
      <p className={styles["quiet"]}>{words.gone}</p>
    ) : (
      <Rows rows={vmaRows(machine, mm, vma)} />
    );
  }
  if (identity.kind === "page") {
    const entry = entryAt(mm, identity.vpn);
    return (
      <>
        <Rows rows={pageRows(mm, identity.vpn)} />
        {entry !== null && entry.pfn !== null && <Mappers machine={machine} pfn={entry.pfn} />}
      </>
    );
  }
  if (identity.kind === "frame") {
    const rows = frameRows(machine, identity.pfn);
    if (rows === null) return <p className={styles["quiet"]}>{words.gone}</p>;
    return (
      <>
        <Rows rows={rows} />
        <Mappers machine={machine} pfn={identity.pfn} />
      </>
    );
  }
  return <p className={styles["quiet"]}>{words.pickSomething}</p>;
}

/** The thing that the reader chose, or points at, or the mapping that the call at hand is about. */
export function SelectedPanel() {
  const moment = useMoment();
  const selection = useExplorer(selectSelection);
  const hovered = useExplorer(selectHovered);
  const mm = shownMm(moment.machine);
  const subject = subjectOf(selection, hovered, moment);
  return (
    <FoldingPanel name="details" title={words.selected} about={subject?.name ?? null}>
      {mm === null || subject === null ? (
        <p className={styles["quiet"]}>{words.pickSomething}</p>
      ) : (
        <Thing machine={moment.machine} mm={mm} identity={subject.identity} />
      )}
    </FoldingPanel>
  );
}
