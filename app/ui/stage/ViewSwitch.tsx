import type { ExplorerState, StageView } from "#store/types.ts";
import { words } from "#ui/messages.ts";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import { stageWords } from "./words.ts";

const VIEWS: readonly { readonly value: StageView; readonly label: string }[] = [
  { value: "lanes", label: words.stageLanes },
  { value: "table", label: words.stageTable },
  { value: "tree", label: stageWords.tree },
];

const selectView = (state: ExplorerState) => state.stageView;

/** Picture or table: two codes of the same memory. */
export function ViewSwitch() {
  const view = useExplorer(selectView);
  const { setStageView } = useActions();
  return <Segmented label={words.stageView} options={VIEWS} value={view} onChange={setStageView} />;
}
