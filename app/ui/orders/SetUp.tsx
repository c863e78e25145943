import { useId, useMemo } from "react";
import { parseScenario } from "#lang/scenario.ts";
import { callsOf } from "#lang/program.ts";
import styles from "./Orders.module.css";
import { words } from "./words.ts";

export interface SetUpProps {
  readonly text: string;
  readonly value: number;
  readonly onChange: (calls: number) => void;
}

/** How many calls run before the threads start. */
export function SetUp({ text, value, onChange }: SetUpProps) {
  const id = useId();
  const calls = useMemo(() => callsOf(parseScenario(text).program), [text]);
  return (
    <div className={styles["setUp"]}>
      <label htmlFor={id}>{words.first}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-why`}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        <option value={0}>{words.firstNone}</option>
        {calls.map(({ statement }, index) => (
          <option key={statement.range.from} value={index + 1}>
            {words.firstUpTo(index + 1, statement.callee)}
          </option>
        ))}
      </select>
      <span id={`${id}-why`} className={styles["quiet"]}>
        {words.firstWhy}
      </span>
    </div>
  );
}
