import { useId } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { CodeWords } from "./CodeWords.tsx";
import styles from "./Story.module.css";

interface Props {
  readonly question: Extract<Question, { kind: "choose" }>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ChooseField({ question, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={styles["options"]}>
      <legend className="sr-only">{question.prompt}</legend>
      {question.options.map(({ text }) => (
        <label key={text} className={styles["option"]}>
          <input type="radio" name={name} checked={text === value} onChange={() => onChange(text)} />
          <span>
            <CodeWords text={text} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
