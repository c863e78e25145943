import { useId } from "react";
import type { ExplorerState, Motion, Theme } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./TopBar.module.css";

const THEMES: readonly Theme[] = ["system", "light", "dark", "projector"];
const MOTIONS: readonly Motion[] = ["system", "full", "reduced"];

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly values: readonly Value[];
  readonly labels: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ legend, values, labels, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((one) => (
        <label key={one} className={styles["choice"]}>
          <input type="radio" name={name} checked={one === value} onChange={() => onChange(one)} />
          {labels[one]}
        </label>
      ))}
    </fieldset>
  );
}

const selectTheme = (state: ExplorerState) => state.theme;
const selectMotion = (state: ExplorerState) => state.motion;

/** Theme and motion. */
export function SettingsChoices() {
  const theme = useExplorer(selectTheme);
  const motion = useExplorer(selectMotion);
  const { setTheme, setMotion } = useActions();
  return (
    <>
      <Choice
        legend={lateWords.theme}
        values={THEMES}
        labels={lateWords.themes}
        value={theme}
        onChange={setTheme}
      />
      <Choice
        legend={lateWords.motion}
        values={MOTIONS}
        labels={lateWords.motions}
        value={motion}
        onChange={setMotion}
      />
    </>
  );
}
