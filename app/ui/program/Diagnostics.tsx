import type { Diagnostic } from "#lang/diagnostics.ts";
import type { ExplorerState } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import styles from "./Program.module.css";
import { fixed } from "./wrong.ts";

const selectRun = (state: ExplorerState) => state.run;

export interface DiagnosticsProps {
  readonly text: string;
  readonly onFix: (text: string) => void;
}

function Message({ diagnostic, text, onFix }: DiagnosticsProps & { readonly diagnostic: Diagnostic }) {
  const { severity, range, message, fix } = diagnostic;
  return (
    <li className={cx(styles["message"], severity === "warning" && styles["warning"])}>
      <span className={styles["where"]}>{lateWords.place(range.line, range.column)}</span>
      {": "}
      {message}
      {fix !== undefined && (
        <>
          {" "}
          <Button onClick={() => onFix(fixed(text, diagnostic))}>{fix.label}</Button>
        </>
      )}
    </li>
  );
}

/** What is to say about the text, each at its line and column, and what the stage shows meanwhile. */
export function Diagnostics({ text, onFix }: DiagnosticsProps) {
  const { diagnostics, stale } = useExplorer(selectRun);
  return (
    <div role="status" className={styles["status"]}>
      {diagnostics.length > 0 && (
        <ul className={styles["messages"]}>
          {diagnostics.map((diagnostic) => (
            <Message
              key={`${diagnostic.range.from} ${diagnostic.code}`}
              diagnostic={diagnostic}
              text={text}
              onFix={onFix}
            />
          ))}
        </ul>
      )}
      {stale && <p className={styles["note"]}>{lateWords.staleRun}</p>}
    </div>
  );
}
