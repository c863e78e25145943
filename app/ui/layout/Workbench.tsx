import { useState } from "react";
import { ComposerPanel } from "#ui/composer/ComposerPanel.tsx";
import { AccountingPanel } from "#ui/details/AccountingPanel.tsx";
import { SelectedPanel } from "#ui/details/SelectedPanel.tsx";
import { TlbPanel } from "#ui/details/TlbPanel.tsx";
import { UffdPanel } from "#ui/details/UffdPanel.tsx";
import { useArrangement } from "#ui/hooks/media.ts";
import { KernelPanel } from "#ui/kernel/KernelPanel.tsx";
import { words } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { ProgramPanel } from "#ui/program/ProgramPanel.tsx";
import { StageArea } from "#ui/stage/StageArea.tsx";
import { StoryPanel } from "#ui/story/StoryPanel.tsx";
import { TopBar } from "#ui/topbar/TopBar.tsx";
import { Transport } from "#ui/transport/Transport.tsx";
import { Notices } from "./Notices.tsx";
import { PhoneWorkbench } from "./PhoneWorkbench.tsx";
import styles from "./Workbench.module.css";

interface Props {
  readonly onShare: () => void;
  readonly onKeys: () => void;
}

/** Kernel and details, top to bottom. */
function RightPanels() {
  return (
    <>
      <ErrorBoundary part={words.kernel}>
        <KernelPanel />
      </ErrorBoundary>
      <ErrorBoundary part={words.details}>
        <SelectedPanel />
        <AccountingPanel />
        <TlbPanel />
        <UffdPanel />
      </ErrorBoundary>
    </>
  );
}

/** Program, stage, composer, kernel and timeline, arranged for the width there is. */
export function Workbench({ onShare, onKeys }: Props) {
  const arrangement = useArrangement();
  const [drawer, setDrawer] = useState(false);
  const bar = (
    <>
      <TopBar
        arrangement={arrangement}
        drawerOpen={drawer}
        onDrawer={() => setDrawer(!drawer)}
        onShare={onShare}
        onKeys={onKeys}
      />
      <Notices />
    </>
  );
  if (arrangement === "phone") return <PhoneWorkbench bar={bar} />;
  const beside = arrangement === "full";
  return (
    <div className={cx(styles["page"], !beside && styles["drawerMode"])}>
      <div>{bar}</div>
      <div className={styles["middle"]}>
        <div className={cx(styles["side"], styles["left"])}>
          <div className={styles["half"]}>
            <ErrorBoundary part={words.program}>
              <ProgramPanel />
            </ErrorBoundary>
          </div>
          <div className={styles["half"]}>
            <ErrorBoundary part={words.story}>
              <StoryPanel questionFirst={false} />
            </ErrorBoundary>
          </div>
        </div>
        <main id="stage" className={styles["centre"]} tabIndex={-1}>
          <ErrorBoundary part={words.stage}>
            <StageArea orientation="wide" />
          </ErrorBoundary>
          <div className={styles["under"]}>
            <ErrorBoundary part={words.composer}>
              <ComposerPanel oneAtATime />
            </ErrorBoundary>
          </div>
        </main>
        {(beside || drawer) && (
          <aside
            aria-label={words.openPanel}
            className={cx(styles["side"], styles["right"], !beside && styles["drawer"])}
          >
            <RightPanels />
          </aside>
        )}
      </div>
      <footer>
        <ErrorBoundary part={words.timeline}>
          <Transport phone={false} />
        </ErrorBoundary>
      </footer>
    </div>
  );
}
