import { useId, useState } from "react";
import { flagMatrix } from "#store/matrix.ts";
import { selectComposed } from "#store/composed.ts";
import type { ExplorerState } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { PanelHead } from "#ui/primitives/PanelHead.tsx";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import { CallText } from "./CallText.tsx";
import styles from "./Composer.module.css";
import { DraftButtons } from "./DraftButtons.tsx";
import { Fields } from "./Fields.tsx";
import { Flags } from "./Flags.tsx";
import { Matrix } from "./Matrix.tsx";

const selectOpen = (state: ExplorerState) => state.panels.open.composer;

const LATTICE_OPENER = "lattice-opener";
const toLattice = (): void => openPage("lattice", [], LATTICE_OPENER);

type Half = "call" | "matrix";

const HALVES: readonly { readonly value: Half; readonly label: string }[] = [
  { value: "call", label: lateWords.composerCall },
  { value: "matrix", label: lateWords.composerMatrix },
];

/**
 * The mremap call to play with, and beside it what the other flags would do. Where the two do not fit side by
 * side, `oneAtATime` shows either; otherwise they stand one above the other.
 */
export function ComposerPanel({ oneAtATime }: { readonly oneAtATime: boolean }) {
  const [half, setHalf] = useState<Half>("call");
  const composed = useExplorer(selectComposed);
  const open = useExplorer(selectOpen);
  const { togglePanel } = useActions();
  const head = useId();
  const body = useId();
  const cells = open ? flagMatrix(composed) : [];
  return (
    <section className={styles["composer"]} aria-labelledby={head}>
      <div className={cx(styles["split"], oneAtATime && styles["either"], styles[half])}>
        <PanelHead
          id={head}
          controls={body}
          title={words.composer}
          open={open}
          onToggle={() => togglePanel("composer")}
          className={styles["head"]}
        >
          <Button look="quiet" id={LATTICE_OPENER} aria-label={lateWords.latticeLong} onClick={toLattice}>
            {lateWords.lattice}
          </Button>
          <DraftButtons />
          {oneAtATime && (
            <div className={styles["halves"]}>
              <Segmented label={lateWords.composerTabs} options={HALVES} value={half} onChange={setHalf} />
            </div>
          )}
        </PanelHead>
        {open && (
          <>
            <div id={body} className={styles["theCall"]}>
              <CallText composed={composed} cell={cells.find((cell) => cell.current) ?? null} />
              <Flags flags={composed.draft.flags} />
              <Fields composed={composed} />
            </div>
            <Matrix cells={cells} />
          </>
        )}
      </div>
    </section>
  );
}
