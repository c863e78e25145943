import type { Step } from "#timeline/timeline.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import styles from "./Kernel.module.css";
import { failureOf } from "./failure.ts";
import { failedRule } from "./locks.ts";
import { resultWords } from "./words.ts";

/** A call that failed: the rule, the reason, and the kernel function that decided. */
export function ErrnoCard({ step }: { readonly step: Step }) {
  const failure = failureOf(step.call.name, step.result);
  if (failure === null) return null;
  const rule = failedRule(step.events, step.events.length);
  return (
    <div className={cx(styles["card"], failure.calm && styles["calm"])}>
      <h3 className={styles["headline"]}>{failure.title}</h3>
      {rule !== null && (
        <p className={styles["rule"]}>
          {resultWords.brokenRule}: <CodeWords text={rule} />
        </p>
      )}
      <p>
        <CodeWords text={failure.why} />
      </p>
      {failure.where !== null && (
        <p>
          {lateWords.failedIn} <code>{failure.where}</code>
        </p>
      )}
    </div>
  );
}
