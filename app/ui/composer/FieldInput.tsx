import { type KeyboardEvent, useId, useState } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { Icon } from "#ui/primitives/Icon.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Composer.module.css";
import { stepPages } from "./parse.ts";

interface Props {
  readonly label: string;
  /** How the value is written; replaced by what the reader types until that is a value. */
  readonly text: string;
  readonly value: bigint;
  readonly parse: (text: string) => bigint | null;
  readonly problem: string;
  readonly onChange: (value: bigint) => void;
}

/** A number of the call: a text field with an error in place, and a page more or less at its side. */
export function FieldInput({ label, text, value, parse, problem, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const invalid = typed !== null && parse(typed) === null;
  const onType = (next: string) => {
    setTyped(next);
    const parsed = parse(next);
    if (parsed !== null) onChange(parsed);
  };
  const step = (by: 1 | -1) => {
    setTyped(null);
    onChange(stepPages(value, by));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  };
  return (
    <div className={cx(styles["field"], invalid && styles["invalid"])}>
      <label htmlFor={id}>{label}</label>
      <div className={styles["input"]}>
        <input
          id={id}
          type="text"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={invalid}
          aria-describedby={invalid ? `${id}-problem` : undefined}
          value={typed ?? text}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
          onKeyDown={onKeyDown}
        />
        <span className={styles["steppers"]}>
          <button type="button" aria-label={lateWords.less(label)} onClick={() => step(-1)}>
            <Icon name="minus" size={12} />
          </button>
          <button type="button" aria-label={lateWords.more(label)} onClick={() => step(1)}>
            <Icon name="plus" size={12} />
          </button>
        </span>
      </div>
      {invalid && (
        <p id={`${id}-problem`} className={styles["problem"]}>
          {problem}
        </p>
      )}
    </div>
  );
}
