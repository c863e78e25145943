import type { ProblemQuestion } from "#teach/problem.ts";
import { ChooseField } from "#ui/story/ChooseField.tsx";
import { PlaceField } from "#ui/story/PlaceField.tsx";
import styles from "./Step.module.css";
import { words } from "./words.ts";

interface Props {
  readonly question: ProblemQuestion;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a y-or-n question is about, in the order of the letters of its answer. */
export const itemsOf = (question: ProblemQuestion): readonly string[] => {
  if (question.kind === "works") return question.addresses.map(({ label }) => label);
  if (question.kind === "kernels") return question.kernels.map((kernel) => `Linux ${kernel}`);
  return [];
};

/** The answer before the reader has said anything: complete where marks are set, empty where one must be chosen or placed. */
export const startValue = (question: ProblemQuestion): string => "n".repeat(itemsOf(question).length);

function Marks({ question, value, onChange }: Props) {
  const flip = (index: number): void =>
    onChange(value.slice(0, index) + (value[index] === "y" ? "n" : "y") + value.slice(index + 1));
  return (
    <fieldset className={styles["marks"]}>
      <legend className="sr-only">
        {question.kind === "kernels" ? words.markKernels : words.markAddresses}
      </legend>
      {itemsOf(question).map((label, index) => (
        <label key={label} className={styles["mark"]}>
          <input type="checkbox" checked={value[index] === "y"} onChange={() => flip(index)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The field that a question's kind wants. */
export function Field({ question, value, onChange }: Props) {
  switch (question.kind) {
    case "choose":
      return <ChooseField question={{ ...question, id: "" }} value={value} onChange={onChange} />;
    case "told": {
      const { before, prompt, rule, options } = question;
      const asked = { id: "", before, prompt, rule, options: options.map((text) => ({ text, when: [] })) };
      return <ChooseField question={{ kind: "choose", ...asked }} value={value} onChange={onChange} />;
    }
    case "place":
      return <PlaceField question={{ ...question, id: "" }} onChange={onChange} />;
    case "count":
      return (
        <div className={styles["row"]}>
          <input
            className={styles["number"]}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            aria-label={words.answerFirst}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <span>{question.unit}</span>
        </div>
      );
    case "works":
    case "kernels":
      return <Marks question={question} value={value} onChange={onChange} />;
  }
}
