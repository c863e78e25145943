import { useId } from "react";
import styles from "./Author.module.css";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** Most characters that it takes. */
  readonly max: number;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function Field({ label, value, max, onChange }: FieldProps) {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <input
        type="text"
        value={value}
        maxLength={max}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface AreaProps extends FieldProps {
  readonly rows: number;
  /** Set as code. */
  readonly code?: boolean;
}

/** Several lines of text. */
export function Area({ label, value, max, onChange, rows, code = false }: AreaProps) {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <textarea
        className={code ? "mono" : undefined}
        value={value}
        maxLength={max}
        rows={rows}
        spellCheck={!code}
        wrap={code ? "off" : "soft"}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number from 1 to `max`. */
export function NumberField({ label, value, max, onChange }: NumberProps) {
  return (
    <label className={styles["number"]}>
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={max}
        value={value}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          if (Number.isInteger(wanted)) onChange(Math.max(1, Math.min(max, wanted)));
        }}
      />
    </label>
  );
}

interface PickProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of several. */
export function Pick<Value extends string>({ label, value, options, onChange }: PickProps<Value>) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
