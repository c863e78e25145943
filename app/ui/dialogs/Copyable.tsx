import { type ReactNode, useId, useRef, useState } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import styles from "./Dialogs.module.css";
import { copyText } from "./clipboard.ts";
import { words } from "./words.ts";

interface Props {
  readonly label: string;
  /** Null while it is being made. */
  readonly value: string | null;
  /** Beside the copy button. */
  readonly children?: ReactNode;
}

/** A text to take along: to read, to select, and to copy with one button. */
export function Copyable({ label, value, children }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"not yet" | "copied" | "refused">("not yet");
  const copy = async () => {
    if (value === null) return;
    const done = await copyText(value);
    if (!done) field.current?.select();
    setCopied(done ? "copied" : "refused");
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className={styles["row"]}>
        <input
          ref={field}
          id={id}
          className={styles["url"]}
          readOnly
          value={value ?? words.working}
          onFocus={(event) => event.currentTarget.select()}
        />
        {children}
        <Button
          look="primary"
          disabled={value === null}
          aria-label={`${lateWords.copy}: ${label}`}
          onClick={() => void copy()}
        >
          {copied === "copied" ? lateWords.copied : lateWords.copy}
        </Button>
      </div>
      <p role="status" className={styles["length"]}>
        {copied === "refused" && lateWords.copyByHand}
        {copied === "copied" && <span className="sr-only">{lateWords.copied}</span>}
      </p>
    </>
  );
}
