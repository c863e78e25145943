import type { ViewSwitchProps } from "./ViewSwitch.tsx";
import { zoomWords as words } from "./zoomWords.ts";
import styles from "./Zoom.module.css";

/** Breaks with their sizes in words, or one scale over everything; the choice is kept. */
export function TrueScale({ view, onChange }: ViewSwitchProps) {
  if (view !== "lanes" && view !== "true") return null;
  const on = view === "true";
  return (
    <button
      type="button"
      className={styles["toggle"]}
      aria-pressed={on}
      title={words.trueScaleHint}
      onClick={() => onChange(on ? "lanes" : "true")}
    >
      {words.trueScale}
    </button>
  );
}
