import { draftText } from "#store/composer.ts";
import { flagMatrix } from "#store/matrix.ts";
import { selectComposed } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { words } from "#ui/messages.ts";
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

/** The mremap call to play with, and beside it what the other flags would do. */
export function ComposerPanel() {
  const composed = useExplorer(selectComposed);
  const changed = useExplorer(selectDraft) !== null;
  const open = useExplorer(selectOpen);
  const { togglePanel } = useActions();
  const cells = flagMatrix(composed);
  const current = cells.find((cell) => cell.current) ?? null;
  return (
    <Panel
      title={words.composer}
      className={styles["composer"]}
      open={open}
      onToggle={() => togglePanel("composer")}
    >
      <div className={styles["split"]}>
        <div className={styles["call"]}>
          <pre className={styles["code"]}>
            <code>
              <SourceText text={draftText(composed.draft, composed.names)} />
            </code>
          </pre>
          <Flags flags={composed.draft.flags} />
          <Fields composed={composed} />
          <Prediction cell={current} changed={changed} />
        </div>
        <Matrix cells={cells} />
      </div>
    </Panel>
  );
}
