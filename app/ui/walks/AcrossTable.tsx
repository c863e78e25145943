import { kernelById } from "#engine/kernels.ts";
import type { Across } from "#scenarios/walks/walk.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import styles from "./Step.module.css";
import { words } from "./words.ts";

interface Props {
  readonly rows: readonly Across[];
  /** The kernel that the stage shows. */
  readonly shown: string;
  readonly onShow: (kernel: string) => void;
}

/** What the patch did, what was merged, and what the newest kernel does. */
export function AcrossTable({ rows, shown, onShow }: Props) {
  return (
    <section className={styles["across"]} aria-label={words.across}>
      <h2 className={styles["small"]}>{words.across}</h2>
      <ul>
        {rows.map(({ kernel, text }) => {
          const label = kernelById(kernel)?.label ?? kernel;
          return (
            <li key={kernel} className={styles["acrossRow"]}>
              <Button
                aria-pressed={kernel === shown}
                aria-label={words.onKernel(label)}
                onClick={() => onShow(kernel)}
              >
                {label}
              </Button>
              <span>
                <CodeWords text={text} />
              </span>
            </li>
          );
        })}
      </ul>
      <p className={styles["hint"]} role="status">
        {words.shownOn(kernelById(shown)?.label ?? shown)}
      </p>
    </section>
  );
}
