import type { ExplorerState } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";

const selectChanged = (state: ExplorerState) => state.composer !== null;

/** There once the reader has changed something. */
export function DraftButtons() {
  const changed = useExplorer(selectChanged);
  const { applyComposer, resetComposer } = useActions();
  if (!changed) return null;
  return (
    <>
      <Button look="quiet" title={lateWords.resetComposerHint} onClick={resetComposer}>
        {lateWords.resetComposer}
      </Button>
      <Button look="primary" onClick={applyComposer}>
        {lateWords.putIntoProgram}
      </Button>
    </>
  );
}
