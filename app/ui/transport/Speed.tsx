import { selectSpeed } from "#store/selectors.ts";
import { words } from "#ui/messages.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./Transport.module.css";

/** From a quarter to four times, each notch doubling. */
export function Speed() {
  const speed = useExplorer(selectSpeed);
  const { setSpeed } = useActions();
  return (
    <label className={styles["speed"]}>
      <span>{words.speed}</span>
      <input
        type="range"
        min={-2}
        max={2}
        step={1}
        value={Math.log2(speed)}
        aria-valuetext={words.speedText(speed)}
        onChange={(event) => setSpeed(2 ** Number(event.currentTarget.value))}
      />
      <output>{words.speedText(speed)}</output>
    </label>
  );
}
