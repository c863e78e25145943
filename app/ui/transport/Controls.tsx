import { selectPlaying, selectTimeline } from "#store/selectors.ts";
import { words } from "#ui/messages.ts";
import { Icon, type IconName } from "#ui/primitives/Icon.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./Transport.module.css";

interface KeyProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keys: string;
  readonly disabled: boolean;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

function Key({ icon, label, keys, disabled, primary = false, onClick }: KeyProps) {
  return (
    <button
      type="button"
      className={cx(styles["button"], primary && styles["play"])}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={`${label} (${keys})`}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}

/** First, back, play, next. */
export function Controls() {
  const playing = useExplorer(selectPlaying);
  const empty = useExplorer(selectTimeline).steps.length === 0;
  const start = useExplorer((state) => state.cursor.done === 0 && state.cursor.t === 0);
  const end = useExplorer((state) => state.cursor.done >= state.run.timeline.steps.length);
  const { home, stepBack, togglePlay, step } = useActions();
  return (
    <div className={styles["buttons"]} role="group" aria-label={words.transport}>
      <Key icon="first" label={words.first} keys="Home" disabled={start} onClick={home} />
      <Key icon="back" label={words.back} keys="ArrowLeft" disabled={start} onClick={stepBack} />
      <Key
        icon={playing ? "pause" : "play"}
        label={playing ? words.pause : words.play}
        keys="Space"
        disabled={empty}
        primary
        onClick={togglePlay}
      />
      <Key icon="next" label={words.next} keys="ArrowRight" disabled={end} onClick={step} />
    </div>
  );
}
