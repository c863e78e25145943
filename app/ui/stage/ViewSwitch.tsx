import type { ExplorerState, StageView } from "#store/types.ts";
import { words } from "#ui/messages.ts";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import { stageWords } from "./words.ts";

const VIEWS: readonly { readonly value: StageView; readonly label: string }[] = [
  { value: "lanes", label: words.stageLanes },
  { value: "zoom", label: stageWords.zoom },
  { value: "table", label: words.stageTable },
  { value: "tree", label: stageWords.tree },
];

export interface ViewSwitchProps {
  readonly view: StageView;
  readonly onChange: (view: StageView) => void;
}

const selectView = (state: ExplorerState) => state.stageView;

/** Picture or table: several codes of the same memory. True scale is a picture, too. `shown`: if not what was chosen. */
export function ViewSwitch(shown: Partial<ViewSwitchProps>) {
  const chosen = useExplorer(selectView);
  const { setStageView } = useActions();
  const { view = chosen, onChange = setStageView } = shown;
  const value = view === "true" ? "lanes" : view;
  return <Segmented label={words.stageView} options={VIEWS} value={value} onChange={onChange} />;
}
