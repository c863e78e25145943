import { useState } from "react";
import { late } from "#ui/later.tsx";
import { PHONE, useArrangement } from "#ui/hooks/media.ts";
import { words } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { StageArea } from "#ui/stage/StageArea.tsx";
import { StoryPanel } from "#ui/story/StoryPanel.tsx";
import { TopBar } from "#ui/topbar/TopBar.tsx";
import { Transport } from "#ui/transport/Transport.tsx";
import { Notices } from "./Notices.tsx";
import { Composer, Program, RightPanels } from "./lateParts.tsx";
import type { PhoneProps } from "./PhoneWorkbench.tsx";
import styles from "./Workbench.module.css";

const PhoneWorkbench = late<PhoneProps>(
  async () => (await import("./PhoneWorkbench.tsx")).PhoneWorkbench,
  ({ bar }) => bar,
  matchMedia(PHONE).matches,
);

interface Props {
  readonly onShare: () => void;
  readonly onKeys: () => void;
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
              <Program />
            </ErrorBoundary>
          </div>
          <div className={styles["half"]}>
            <ErrorBoundary part={words.story}>
              <StoryPanel lead />
            </ErrorBoundary>
          </div>
        </div>
        <main id="stage" className={styles["centre"]} tabIndex={-1}>
          <ErrorBoundary part={words.stage}>
            <StageArea orientation="wide" byHand />
          </ErrorBoundary>
          <div className={styles["under"]}>
            <ErrorBoundary part={words.composer}>
              <Composer oneAtATime />
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
