import { type SubmitEvent, useState } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions } from "#ui/store.tsx";
import { isForStudents } from "#ui/students.ts";
import { ChooseField } from "./ChooseField.tsx";
import { CodeWords } from "./CodeWords.tsx";
import type { PlaceProps } from "./PlaceField.tsx";
import styles from "./Story.module.css";

const PlaceField = late<PlaceProps>(async () => (await import("./PlaceField.tsx")).PlaceField);

interface FieldProps {
  readonly question: Question;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ question, value, onChange }: FieldProps) {
  switch (question.kind) {
    case "choose":
      return <ChooseField question={question} value={value} onChange={onChange} />;
    case "place":
      return <PlaceField question={question} onChange={onChange} />;
    case "count":
      return (
        <div className={styles["row"]}>
          <input
            className={styles["number"]}
            type="text"
            inputMode="numeric"
            aria-label={question.prompt}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <span>{question.unit}</span>
        </div>
      );
  }
}

/** The question with its field. Answering (or skipping) lets the kernel go on. */
export function AnswerForm({ question }: { readonly question: Question }) {
  const [value, setValue] = useState("");
  const { answerQuestion, skipQuestion, seek, play } = useActions();
  const goOn = () => {
    seek({ done: question.before - 1, t: 0 });
    play();
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (value === "") return;
    answerQuestion(question.id, value);
    goOn();
  };
  const onSkip = () => {
    skipQuestion(question.id);
    goOn();
  };
  return (
    <form className={styles["options"]} onSubmit={onSubmit}>
      <h3 className={styles["prompt"]}>
        <CodeWords text={question.prompt} />
      </h3>
      <Field question={question} value={value} onChange={setValue} />
      <div className={styles["row"]}>
        <Button type="submit" look="primary" disabled={value === ""}>
          {words.answer}
        </Button>
        {!isForStudents() && (
          <Button look="quiet" onClick={onSkip}>
            {words.skipQuestion}
          </Button>
        )}
      </div>
    </form>
  );
}
