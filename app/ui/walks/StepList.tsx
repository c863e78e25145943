import type { Walk } from "#scenarios/walks/walk.ts";
import { cx } from "#ui/primitives/cx.ts";
import { fragmentOf } from "#ui/views/route.ts";
import styles from "./Step.module.css";
import { useMarks } from "./answers.ts";
import { words } from "./words.ts";

const SIGNS = { right: "✓", wrong: "×", skipped: "–", open: "" } as const;

/** Where the reader is, and the way to every step. */
export function StepList({ walk, index }: { readonly walk: Walk; readonly index: number }) {
  const [own] = useMarks([walk]);
  return (
    <nav className={styles["steps"]} aria-label={words.stepList}>
      <a className={styles["up"]} href={fragmentOf("walks")}>
        {words.allWalks}
      </a>
      <p className={styles["walk"]}>
        {walk.title} · {words.stepOf(index + 1, walk.steps.length)}
      </p>
      <ol className={styles["dots"]}>
        {walk.steps.map((step, i) => {
          const mark = own?.marks[i] ?? "open";
          return (
            <li key={step.id}>
              <a
                className={cx(styles["dot"], styles[mark])}
                href={fragmentOf("walks", [walk.id, step.id])}
                aria-label={`${i + 1}, ${step.title}: ${words.mark[mark]}`}
                aria-current={i === index ? "step" : undefined}
              >
                {SIGNS[mark] === "" ? i + 1 : SIGNS[mark]}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
