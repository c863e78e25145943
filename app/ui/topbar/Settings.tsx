import { useId } from "react";
import type { ExplorerState, Motion, Theme } from "#store/types.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { Popover } from "#ui/primitives/Popover.tsx";
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

/** Theme, motion, and on a phone what the bar has no room for. */
export function Settings({ children }: { readonly children?: React.ReactNode }) {
  const theme = useExplorer(selectTheme);
  const motion = useExplorer(selectMotion);
  const { setTheme, setMotion } = useActions();
  const popover = useId();
  return (
    <>
      <Button square aria-label={words.settings} title={words.settings} popoverTarget={popover}>
        <Icon name="settings" size={16} />
      </Button>
      <Popover id={popover} label={words.settings}>
        <div className={styles["settings"]}>
          <Choice
            legend={words.theme}
            values={THEMES}
            labels={words.themes}
            value={theme}
            onChange={setTheme}
          />
          <Choice
            legend={words.motion}
            values={MOTIONS}
            labels={words.motions}
            value={motion}
            onChange={setMotion}
          />
          {children}
        </div>
      </Popover>
    </>
  );
}
