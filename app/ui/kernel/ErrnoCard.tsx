import type { Step } from "#timeline/timeline.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import styles from "./Kernel.module.css";
import { failedRule } from "./locks.ts";

interface Failure {
  readonly title: string;
  readonly why: string;
  readonly where: string | null;
  /** Nothing went wrong: a wait, or a limit of the model. */
  readonly calm: boolean;
}

/** What there is to explain about the end of a call; null when it simply returned. */
function failureOf({ call, result }: Step): Failure | null {
  switch (result.kind) {
    case "ok":
      return null;
    case "failed":
      return {
        title: lateWords.failedTitle(call.name, result.errno),
        why: result.why,
        where: result.where,
        calm: false,
      };
    case "signal":
      return {
        title: lateWords.signalTitle(result.info.signal),
        why: result.why,
        where: result.where,
        calm: false,
      };
    case "blocked":
      return { title: lateWords.blockedTitle, why: result.why, where: result.where, calm: true };
    case "notModelled":
      return { title: lateWords.notModelledTitle, why: result.why, where: null, calm: true };
  }
}

/** A call that failed: the rule, the reason, and the kernel function that decided. */
export function ErrnoCard({ step }: { readonly step: Step }) {
  const failure = failureOf(step);
  if (failure === null) return null;
  const rule = failedRule(step.events, step.events.length);
  return (
    <div className={cx(styles["card"], failure.calm && styles["calm"])}>
      <h3 className={styles["headline"]}>{failure.title}</h3>
      {rule !== null && (
        <p className={styles["rule"]}>
          <CodeWords text={rule} />
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
