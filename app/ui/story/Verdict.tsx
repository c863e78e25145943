import type { Question } from "#scenarios/scenario.ts";
import { selectTimeline } from "#store/selectors.ts";
import type { Answer } from "#store/types.ts";
import { differingPages, judge } from "#teach/judge.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { CodeWords } from "./CodeWords.tsx";
import styles from "./Story.module.css";

interface RowProps {
  readonly question: Question;
  readonly value: string;
  readonly differing: readonly number[];
}

/** An answer as the question's kind shows it. */
function Value({ question, value, differing }: RowProps) {
  if (question.kind === "count") return `${value} ${question.unit}`;
  if (question.kind === "choose") return <CodeWords text={value} />;
  return (
    <span className={styles["pages"]}>
      {Array.from(value).map((piece, index) => (
        // A page has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <code key={index} className={cx(styles["piece"], differing.includes(index) && styles["differs"])}>
          {piece}
        </code>
      ))}
    </span>
  );
}

/** The reader's answer beside the engine's, and the rule that decides. */
export function Verdict({ question, answer }: { readonly question: Question; readonly answer: Answer }) {
  const timeline = useExplorer(selectTimeline);
  const { seek } = useActions();
  const given = answer.kind === "given" ? answer.value : "";
  const { right, expected, rule } = judge(question, given, timeline);
  const differing = question.kind === "place" && given !== "" ? differingPages(given, expected) : [];
  const watch = () => seek({ done: question.before - 1, t: 0 });
  return (
    <div className={styles["options"]} role="status">
      <h3 className={styles["prompt"]}>
        <CodeWords text={question.prompt} />
      </h3>
      {answer.kind === "skipped" ? (
        <p className={styles["hint"]}>{lateWords.questionSkipped}</p>
      ) : (
        <p className={cx(styles["verdict"], right ? styles["right"] : styles["wrong"])}>
          {right ? lateWords.answerRight : lateWords.answerWrong}
        </p>
      )}
      <dl className={styles["beside"]}>
        {answer.kind === "given" && !right && (
          <>
            <dt>{lateWords.youSaid}</dt>
            <dd>
              <Value question={question} value={given} differing={differing} />
            </dd>
          </>
        )}
        <dt>{lateWords.kernelSays}</dt>
        <dd>
          <Value question={question} value={expected} differing={differing} />
        </dd>
      </dl>
      <p className={styles["rule"]}>
        <CodeWords text={rule} />
      </p>
      <div className={styles["row"]}>
        <Button onClick={watch}>{lateWords.watch}</Button>
      </div>
    </div>
  );
}
