import { DetailsPanels } from "#ui/details/DetailsPanels.tsx";
import { KernelPanel } from "#ui/kernel/KernelPanel.tsx";
import { WhatIfPanel } from "#ui/compare/WhatIfPanel.tsx";
import { whatIfWords } from "#ui/compare/whatIfWords.ts";
import { words } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";

/** Kernel and details, top to bottom. */
export function RightPanels() {
  return (
    <>
      <ErrorBoundary part={words.kernel}>
        <KernelPanel />
      </ErrorBoundary>
      <ErrorBoundary part={whatIfWords.title}>
        <WhatIfPanel />
      </ErrorBoundary>
      <ErrorBoundary part={words.details}>
        <DetailsPanels />
      </ErrorBoundary>
    </>
  );
}
