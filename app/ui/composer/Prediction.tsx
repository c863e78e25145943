import type { MatrixCell } from "#store/matrix.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useActions } from "#ui/store.tsx";
import { resultLabel } from "#ui/text/result.ts";
import styles from "./Composer.module.css";

interface Props {
  readonly cell: MatrixCell | null;
  /** The reader has changed something. */
  readonly changed: boolean;
}

/** What the composed call would do, before it is part of the program. */
export function Prediction({ cell, changed }: Props) {
  const { applyComposer, resetComposer } = useActions();
  const why = cell !== null && "why" in cell.result ? cell.result.why : cell?.detail;
  return (
    <div className={styles["foot"]}>
      <p className={styles["result"]} role="status">
        {cell !== null && (
          <>
            <span className="sr-only">{words.predicted}: </span>
            <span className={styles[cell.tone]}>{cell.verdict}</span>
            {cell.result.kind === "ok" && <code> {resultLabel(cell.result).short}</code>}
            {why !== undefined && why !== "" && (
              <>
                {" · "}
                <CodeWords text={why} />
              </>
            )}
          </>
        )}
      </p>
      {changed && (
        <>
          <Button look="quiet" onClick={resetComposer}>
            {words.resetComposer}
          </Button>
          <Button look="primary" onClick={applyComposer}>
            {words.putIntoProgram}
          </Button>
        </>
      )}
    </div>
  );
}
