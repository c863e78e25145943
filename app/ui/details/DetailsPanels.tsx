import { selectTimeline } from "#store/selectors.ts";
import { relevantTo } from "#ui/facts/relevant.ts";
import { useExplorer } from "#ui/store.tsx";
import { AccountingPanel } from "./AccountingPanel.tsx";
import { CachePanel } from "./CachePanel.tsx";
import { CostPanel } from "./CostPanel.tsx";
import { SelectedPanel } from "./SelectedPanel.tsx";
import { ThreadsPanel } from "./ThreadsPanel.tsx";
import { TlbPanel } from "./TlbPanel.tsx";
import { UffdPanel } from "./UffdPanel.tsx";

/** All that there is to know about what the reader points at, and about the machine. */
export function DetailsPanels() {
  const timeline = useExplorer(selectTimeline);
  const { tlb, uffd, threads, cache } = relevantTo(timeline);
  return (
    <>
      <SelectedPanel />
      <CostPanel />
      <AccountingPanel />
      {tlb && <TlbPanel />}
      {uffd && <UffdPanel />}
      {threads && <ThreadsPanel />}
      {cache && <CachePanel />}
    </>
  );
}
