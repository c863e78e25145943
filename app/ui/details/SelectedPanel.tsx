import type { Machine, Mm } from "#engine/machine.ts";
import type { Identity } from "#scene/identity.ts";
import { selectHovered, selectSelection } from "#store/selectors.ts";
import { findVma } from "#ui/facts/find.ts";
import { entryAt, frameRows, pageRows } from "#ui/facts/page.ts";
import { smapsRows } from "#ui/facts/smaps.ts";
import { vmaRows } from "#ui/facts/vma.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useShownMm } from "#ui/hooks/shown.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { FoldingPanel } from "#ui/layout/FoldingPanel.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./Details.module.css";
import { Mappers } from "./Mappers.tsx";
import { PteBits } from "./PteBits.tsx";
import { Rows } from "./Rows.tsx";
import { subjectOf } from "./subject.ts";
import { detailWords as words } from "./words.ts";

interface ThingProps {
  readonly machine: Machine;
  readonly mm: Mm;
  readonly identity: Identity;
}

function Mapping({ machine, mm, id }: { readonly machine: Machine; readonly mm: Mm; readonly id: number }) {
  const vma = findVma(machine, id);
  if (vma === null) return <p className={styles["quiet"]}>{lateWords.gone}</p>;
  return (
    <>
      <Rows rows={vmaRows(machine, mm, vma)} />
      <details className={styles["more"]}>
        <summary>{words.smaps}</summary>
        <Rows rows={smapsRows(machine, mm, vma)} />
        <p className={styles["note"]}>{words.smapsNote}</p>
      </details>
    </>
  );
}

function Frame({ machine, pfn }: { readonly machine: Machine; readonly pfn: number }) {
  const rows = frameRows(machine, pfn);
  if (rows === null) return <p className={styles["quiet"]}>{lateWords.gone}</p>;
  return (
    <>
      <Rows rows={rows} />
      <Mappers machine={machine} pfn={pfn} />
    </>
  );
}

function Page({ machine, mm, vpn }: { readonly machine: Machine; readonly mm: Mm; readonly vpn: number }) {
  const entry = entryAt(mm, vpn);
  return (
    <>
      <Rows rows={pageRows(mm, vpn)} />
      <PteBits mm={mm} vpn={vpn} />
      {entry !== null && entry.pfn !== null && <Mappers machine={machine} pfn={entry.pfn} />}
    </>
  );
}

/** The first page of this process that maps a frame: its entry is shown with the frame. */
const pageOf = (mm: Mm, pfn: number): number | null => {
  for (const { start, end, value } of mm.pageTable.entries.entries()) {
    if (value.kind === "present" && pfn >= value.pfn && pfn < value.pfn + end - start)
      return start + pfn - value.pfn;
  }
  return null;
};

/** Everything there is to say about one thing: a mapping, a page and its entry, a frame. */
function Thing({ machine, mm, identity }: ThingProps) {
  switch (identity.kind) {
    case "vma":
      return <Mapping machine={machine} mm={mm} id={identity.id} />;
    case "page":
      return <Page machine={machine} mm={mm} vpn={identity.vpn} />;
    case "frame": {
      const vpn = pageOf(mm, identity.pfn);
      return (
        <>
          <Frame machine={machine} pfn={identity.pfn} />
          {vpn !== null && <PteBits mm={mm} vpn={vpn} />}
        </>
      );
    }
    case "event":
    case "line":
    case "uffd":
      return <p className={styles["quiet"]}>{lateWords.pickSomething}</p>;
  }
}

/** The thing that the reader chose, or points at, or the mapping that the call at hand is about. */
export function SelectedPanel() {
  const moment = useMoment();
  const { select } = useActions();
  const selection = useExplorer(selectSelection);
  const hovered = useExplorer(selectHovered);
  const mm = useShownMm(moment.machine);
  const subject = subjectOf(selection, hovered, moment, mm);
  const pinned = selection !== null && (
    <Button look="quiet" square aria-label={words.unpin} title={words.unpin} onClick={() => select(null)}>
      <Icon name="close" />
    </Button>
  );
  return (
    <FoldingPanel name="details" title={lateWords.selected} about={subject?.name ?? null} tools={pinned}>
      {mm === null || subject === null ? (
        <p className={styles["quiet"]}>{lateWords.pickSomething}</p>
      ) : (
        <Thing machine={moment.machine} mm={mm} identity={subject.identity} />
      )}
    </FoldingPanel>
  );
}
