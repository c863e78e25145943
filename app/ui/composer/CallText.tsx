import { type Composed, draftText } from "#store/composer.ts";
import type { MatrixCell } from "#store/matrix.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { SourceText } from "#ui/program/SourceText.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { resultLabel } from "#ui/text/result.ts";
import styles from "./Composer.module.css";

/** What the call would come back with. */
function Prediction({ cell }: { readonly cell: MatrixCell }) {
  const why = "why" in cell.result ? cell.result.why : cell.detail;
  return (
    <p className={styles["result"]} role="status" title={why}>
      <span aria-hidden="true">→ </span>
      <span className="sr-only">{lateWords.predicted}: </span>
      <span className={styles[cell.tone]}>{cell.verdict}</span>
      {cell.result.kind === "ok" && <code> {resultLabel(cell.result).short}</code>}
      {why !== "" && (
        <>
          {" · "}
          <CodeWords text={why} />
        </>
      )}
    </p>
  );
}

/** The composed call in C, and under it what it would do, before it is part of the program. */
export function CallText({
  composed,
  cell,
}: {
  readonly composed: Composed;
  readonly cell: MatrixCell | null;
}) {
  return (
    <div className={styles["code"]}>
      <pre>
        <code>
          <SourceText text={draftText(composed.draft, composed.names)} breaks />
        </code>
      </pre>
      {cell !== null && <Prediction cell={cell} />}
    </div>
  );
}
