import { useState } from "react";
import type { ExplorerState } from "#store/types.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { useArrangement } from "#ui/hooks/media.ts";
import { FoldingPanel } from "#ui/layout/FoldingPanel.tsx";
import { late } from "#ui/later.tsx";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import type { DiagnosticsProps } from "./Diagnostics.tsx";
import { Listing } from "./Listing.tsx";

const Diagnostics = late<DiagnosticsProps>(async () => (await import("./Diagnostics.tsx")).Diagnostics);
const Editor = late(async () => (await import("./Editor.tsx")).Editor);

/** Id of the way to the import: it gets the focus back. */
const LOG = "program-log";

const selectText = (state: ExplorerState) => state.text;
const selectScenario = (state: ExplorerState) => state.scenario;

export function ProgramPanel() {
  const [editing, setEditing] = useState(false);
  const catalog = useCatalog();
  const text = useExplorer(selectText);
  const scenario = scenarioOf(catalog, useExplorer(selectScenario));
  const { resetWork, editText } = useActions();
  const changed = scenario !== null && scenario.program !== text;
  // The narrower columns have no room for it, nor has one that leads back to the scenario as well.
  const roomy = useArrangement() === "full" && !changed;
  const tools = (
    <>
      {changed && (
        <Button look="quiet" title={lateWords.resetHint} onClick={resetWork}>
          {lateWords.resetProgram}
        </Button>
      )}
      {roomy && (
        <Button id={LOG} title={lateWords.pasteHint} onClick={() => openPage("import", [], LOG)}>
          {lateWords.pasteStrace}
        </Button>
      )}
      <Button
        aria-pressed={editing}
        title={editing ? undefined : lateWords.editHint}
        onClick={() => setEditing(!editing)}
      >
        {editing ? lateWords.showProgram : lateWords.editProgram}
      </Button>
    </>
  );
  return (
    <FoldingPanel name="program" title={words.program} tools={tools}>
      {editing ? (
        <Editor />
      ) : (
        <>
          <Listing />
          <Diagnostics text={text} onFix={editText} />
        </>
      )}
    </FoldingPanel>
  );
}
