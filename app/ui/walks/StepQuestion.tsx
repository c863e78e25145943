import { type SubmitEvent, useState } from "react";
import type { ProblemQuestion } from "#teach/problem.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { Field, startValue } from "./Fields.tsx";
import styles from "./Step.module.css";
import { words } from "./words.ts";

interface Props {
  readonly question: ProblemQuestion;
  readonly onAnswer: (value: string) => void;
  readonly onSkip: () => void;
}

/** Asked before the step shows anything. */
export function StepQuestion({ question, onAnswer, onSkip }: Props) {
  const [value, setValue] = useState(() => startValue(question));
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (value !== "") onAnswer(value);
  };
  return (
    <form className={styles["card"]} aria-label={words.question} onSubmit={onSubmit}>
      <h2 className={styles["prompt"]}>
        <CodeWords text={question.prompt} />
      </h2>
      <Field question={question} value={value} onChange={setValue} />
      <div className={styles["row"]}>
        <Button type="submit" look="primary" disabled={value === ""}>
          {words.answer}
        </Button>
        <Button look="quiet" onClick={onSkip}>
          {words.skip}
        </Button>
      </div>
    </form>
  );
}
