import type { KeyboardEvent, RefObject } from "react";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Program.module.css";
import { SourceText } from "./SourceText.tsx";
import { wrongIn } from "./wrong.ts";

function Copy({ text, diagnostics }: { readonly text: string; readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <div className={styles["copy"]} aria-hidden="true">
      {text.split("\n").map((line, index) => {
        const wrong = wrongIn(diagnostics, index + 1, line.length);
        return (
          // Lines have no identity but their number.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={cx(styles["row"], wrong !== null && styles["bad"])}>
            <SourceText text={line} wrong={wrong} />
          </div>
        );
      })}
    </div>
  );
}

interface Props {
  readonly text: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly diagnostics: readonly Diagnostic[];
  readonly describedBy: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

/** A text field as the browser has it: what there is until the editor has arrived, or where it cannot. */
export function PlainField({ text, field, diagnostics, describedBy, onText, onLeave }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onLeave();
  };
  return (
    <div className={styles["editor"]}>
      <Copy text={text} diagnostics={diagnostics} />
      <textarea
        ref={field}
        className={styles["field"]}
        aria-label={lateWords.programText}
        aria-describedby={describedBy}
        aria-invalid={diagnostics.some(({ severity }) => severity === "error")}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={onLeave}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
