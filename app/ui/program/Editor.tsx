import { type KeyboardEvent, useEffect, useId, useState } from "react";
import type { Diagnostic } from "#lang/diagnostics.ts";
import type { ExplorerState } from "#store/types.ts";
import { words } from "#ui/messages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Diagnostics } from "./Diagnostics.tsx";
import styles from "./Program.module.css";
import { SourceText } from "./SourceText.tsx";
import { wrongIn } from "./wrong.ts";

/** Quiet time after a key before the program runs, in milliseconds. */
const TYPING_PAUSE = 250;

const selectText = (state: ExplorerState) => state.text;
const selectDiagnostics = (state: ExplorerState) => state.run.diagnostics;

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

/** The program as text. It runs when the typing pauses; while it has an error, the last good run stays. */
export function Editor() {
  const stored = useExplorer(selectText);
  const diagnostics = useExplorer(selectDiagnostics);
  const { editText } = useActions();
  const messages = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      editText(typed);
      setTyped(null);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, editText]);
  const onBlur = () => {
    if (typed !== null) editText(typed);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onBlur();
  };
  return (
    <>
      <div className={styles["editor"]}>
        <Copy text={text} diagnostics={typed === null ? diagnostics : []} />
        <textarea
          className={styles["field"]}
          aria-label={words.programText}
          aria-describedby={messages}
          aria-invalid={diagnostics.some(({ severity }) => severity === "error")}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={messages} className={styles["status"]}>
        <Diagnostics text={text} onFix={editText} />
      </div>
    </>
  );
}
