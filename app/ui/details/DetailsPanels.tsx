import { AccountingPanel } from "./AccountingPanel.tsx";
import { SelectedPanel } from "./SelectedPanel.tsx";
import { TlbPanel } from "./TlbPanel.tsx";
import { UffdPanel } from "./UffdPanel.tsx";

/** All that there is to know about what the reader points at, and about the machine. */
export function DetailsPanels() {
  return (
    <>
      <SelectedPanel />
      <AccountingPanel />
      <TlbPanel />
      <UffdPanel />
    </>
  );
}
