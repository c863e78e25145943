import type { Heading } from "#scenarios/scenario.ts";
import type { ExplorerState } from "#store/types.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { words } from "#ui/messages.ts";
import { Select } from "#ui/primitives/Select.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./TopBar.module.css";

/** Its id: it gets the focus back from the library. */
const PICKER = "scenario-picker";
/** Value of the entry for a program that is no scenario as it stands. */
const OWN = "";
/** Value of the entry that leads to the library; no scenario has it as its id. */
const BROWSE = "/";

const selectScenario = (state: ExplorerState) => state.scenario;
const selectText = (state: ExplorerState) => state.text;

function byChapter(scenarios: readonly Heading[]): ReadonlyMap<number, readonly Heading[]> {
  const chapters = new Map<number, Heading[]>();
  for (const scenario of scenarios) {
    const list = chapters.get(scenario.chapter) ?? [];
    chapters.set(scenario.chapter, [...list, scenario]);
  }
  return new Map([...chapters].toSorted(([a], [b]) => a - b));
}

export function ScenarioPicker() {
  const catalog = useCatalog();
  const id = useExplorer(selectScenario);
  const text = useExplorer(selectText);
  const { openScenario } = useActions();
  const current = scenarioOf(catalog, id);
  const untouched = current !== null && current.program === text;
  const own = current === null ? words.ownProgram : words.changedScenario(current.title);
  const choose = (value: string) => {
    if (value === BROWSE) openPage("library", [], PICKER);
    else openScenario(value);
  };
  return (
    <Select
      id={PICKER}
      label={words.scenario}
      className={styles["scenario"]}
      value={untouched ? current.id : OWN}
      onChange={choose}
    >
      {!untouched && <option value={OWN}>{own}</option>}
      {[...byChapter(catalog.scenarios)].map(([chapter, scenarios]) => (
        <optgroup key={chapter} label={catalog.chapters.get(chapter) ?? words.scenario}>
          {scenarios.map((scenario) => (
            <option key={scenario.id} value={scenario.id}>
              {scenario.title}
            </option>
          ))}
        </optgroup>
      ))}
      <option value={BROWSE}>{words.browseLibrary}</option>
    </Select>
  );
}
