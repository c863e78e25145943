import type { ReactNode } from "react";
import { words } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { type TabItem, Tabs } from "#ui/primitives/Tabs.tsx";
import { ViewSwitch } from "#ui/stage/ViewSwitch.tsx";
import { StageArea } from "#ui/stage/StageArea.tsx";
import type { ExplorerState, Panels } from "#store/types.ts";
import { StoryPanel } from "#ui/story/StoryPanel.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Transport } from "#ui/transport/Transport.tsx";
import { Composer, Details, Kernel, Program, WhatIf } from "./lateParts.tsx";
import { Ways } from "./Ways.tsx";
import styles from "./Workbench.module.css";

type Tab = Panels["tab"];

const TABS: readonly TabItem<Tab>[] = [
  { id: "program", label: words.phoneTabs.program },
  { id: "story", label: words.phoneTabs.story },
  { id: "kernel", label: words.phoneTabs.kernel },
  { id: "details", label: words.phoneTabs.details },
];

const selectTab = (state: ExplorerState) => state.panels.tab;

function TabPanel({ tab }: { readonly tab: Tab }) {
  switch (tab) {
    case "program":
      return (
        <>
          <Program />
          <Composer oneAtATime={false} />
        </>
      );
    case "story":
      return <StoryPanel lead={false} />;
    case "kernel":
      return <Kernel />;
    case "details":
      return (
        <>
          <div className={styles["phoneSwitch"]}>
            <ViewSwitch />
          </div>
          <WhatIf />
          <Details />
        </>
      );
  }
}

export interface PhoneProps {
  readonly bar: ReactNode;
}

/** One column: stage, transport, then everything else behind four tabs. */
export function PhoneWorkbench({ bar }: PhoneProps) {
  const tab = useExplorer(selectTab);
  const { showTab } = useActions();
  return (
    <div className={styles["phonePage"]}>
      {bar}
      <Ways />
      <main id="stage" tabIndex={-1}>
        <div className={styles["phoneStage"]}>
          <ErrorBoundary part={words.stage}>
            <StageArea orientation="phone" byHand />
          </ErrorBoundary>
        </div>
        <div className={styles["sticky"]}>
          <Transport phone />
          <Tabs label={words.tabs} items={TABS} current={tab} onChange={showTab} prefix="phone" />
        </div>
        <div
          id="phone-panel"
          role="tabpanel"
          aria-labelledby={`phone-${tab}`}
          className={styles["phonePanel"]}
        >
          <ErrorBoundary key={tab} part={words.phoneTabs[tab]}>
            <TabPanel tab={tab} />
          </ErrorBoundary>
        </div>
      </main>
    </div>
  );
}
