import { useState } from "react";
import { draftText } from "#store/composer.ts";
import { flagMatrix } from "#store/matrix.ts";
import { selectComposed } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { words } from "#ui/messages.ts";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { SourceText } from "#ui/program/SourceText.tsx";
import { Panel } from "#ui/primitives/Panel.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./Composer.module.css";
import { Fields } from "./Fields.tsx";
import { Flags } from "./Flags.tsx";
import { Matrix } from "./Matrix.tsx";
import { Prediction } from "./Prediction.tsx";

const selectDraft = (state: ExplorerState) => state.composer;
const selectOpen = (state: ExplorerState) => state.panels.open.composer;

type Half = "call" | "matrix";

const HALVES: readonly { readonly value: Half; readonly label: string }[] = [
  { value: "call", label: words.composerCall },
  { value: "matrix", label: words.composerMatrix },
];

/**
 * The mremap call to play with, and beside it what the other flags would do. Where the two do not fit side by
 * side, `oneAtATime` shows either; otherwise they stand one above the other.
 */
export function ComposerPanel({ oneAtATime }: { readonly oneAtATime: boolean }) {
  const [half, setHalf] = useState<Half>("call");
  const composed = useExplorer(selectComposed);
  const changed = useExplorer(selectDraft) !== null;
  const open = useExplorer(selectOpen);
  const { togglePanel } = useActions();
  const cells = flagMatrix(composed);
  const current = cells.find((cell) => cell.current) ?? null;
  return (
    <Panel
      title={words.composer}
      className={cx(styles["composer"], oneAtATime && styles["either"])}
      tools={
        <>
          <Prediction cell={current} changed={changed} />
          {oneAtATime && (
            <div className={styles["halves"]}>
              <Segmented label={words.composerTabs} options={HALVES} value={half} onChange={setHalf} />
            </div>
          )}
        </>
      }
      open={open}
      onToggle={() => togglePanel("composer")}
    >
      <div className={cx(styles["split"], styles[half])}>
        <div className={styles["theCall"]}>
          <pre className={styles["code"]}>
            <code>
              <SourceText text={draftText(composed.draft, composed.names)} breaks />
            </code>
          </pre>
          <Flags flags={composed.draft.flags} />
          <Fields composed={composed} />
        </div>
        <Matrix cells={cells} />
      </div>
    </Panel>
  );
}
