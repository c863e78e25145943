import { useEffect, useRef } from "react";
import type { Answer } from "#store/types.ts";
import { differingPages } from "#teach/judge.ts";
import type { ProblemQuestion } from "#teach/problem.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { itemsOf } from "./Fields.tsx";
import { RowPicture } from "./RowPicture.tsx";
import styles from "./Step.module.css";
import { words } from "./words.ts";

interface ValueProps {
  readonly question: ProblemQuestion;
  readonly value: string;
  readonly differing: readonly number[];
  readonly label: string;
}

/** An answer as its kind shows it: a picture, marks, a number, a sentence. */
function Value({ question, value, differing, label }: ValueProps) {
  switch (question.kind) {
    case "place":
      return <RowPicture row={value} differing={differing} label={label} />;
    case "count":
      return `${value} ${question.unit}`;
    case "choose":
    case "told":
      return <CodeWords text={value} />;
    case "works":
    case "kernels":
      return (
        <ul className={styles["items"]}>
          {itemsOf(question).map((item, index) => (
            <li key={item} className={cx(differing.includes(index) && styles["differs"])}>
              <span>{item}</span>
              <strong>{value[index] === "y" ? words.yes : words.no}</strong>
            </li>
          ))}
        </ul>
      );
  }
}

/** Only what is written a character each can differ in places. */
const PLACED: readonly ProblemQuestion["kind"][] = ["place", "works", "kernels"];

interface Props {
  readonly question: ProblemQuestion;
  readonly answer: Answer;
  readonly expected: string;
  readonly onReplay: () => void;
  readonly onRetry: () => void;
}

const headingOf = (answer: Answer): string => {
  if (answer.kind === "skipped") return words.skipped;
  return answer.right ? words.right : words.wrong;
};

/** The reader's answer beside the engine's, and the rule that decides. */
export function StepVerdict({ question, answer, expected, onReplay, onRetry }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const given = answer.kind === "given" && !answer.right ? answer.value : null;
  const differing = given !== null && PLACED.includes(question.kind) ? differingPages(given, expected) : [];
  const says = question.kind === "told" ? words.simulation : words.engine;
  return (
    <section className={styles["card"]} aria-label={words.answerFirst}>
      <p className={styles["asked"]}>
        <CodeWords text={question.prompt} />
      </p>
      <h2
        ref={heading}
        tabIndex={-1}
        className={cx(
          styles["verdict"],
          answer.kind === "given" && (answer.right ? styles["right"] : styles["wrong"]),
        )}
      >
        {headingOf(answer)}
      </h2>
      <dl className={styles["beside"]}>
        {given !== null && (
          <div>
            <dt>{words.you}</dt>
            <dd>
              <Value question={question} value={given} differing={differing} label={words.you} />
            </dd>
          </div>
        )}
        <div>
          <dt>{says}</dt>
          <dd>
            <Value question={question} value={expected} differing={differing} label={says} />
          </dd>
        </div>
      </dl>
      <p className={styles["rule"]}>
        <CodeWords text={question.rule} />
      </p>
      <div className={styles["row"]}>
        <Button onClick={onReplay}>{words.replay}</Button>
        <Button look="quiet" onClick={onRetry}>
          {words.retry}
        </Button>
      </div>
    </section>
  );
}
