import type { MatrixCell } from "#store/matrix.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions } from "#ui/store.tsx";
import styles from "./Composer.module.css";

/** What each of the eight flag combinations would do here, as the engine says. */
export function Matrix({ cells }: { readonly cells: readonly MatrixCell[] }) {
  const { setFlags } = useActions();
  return (
    <div className={styles["cells"]} role="group" aria-label={lateWords.matrixHint}>
      {cells.map((cell) => (
        <button
          key={cell.flags}
          type="button"
          className={styles["cell"]}
          aria-pressed={cell.current}
          data-result={cell.tone === "good" ? undefined : `flags ${cell.flags}`}
          title={cell.tone === "good" ? cell.detail : undefined}
          onClick={() => setFlags(cell.flags)}
        >
          <span className={styles["name"]}>{cell.label}</span>
          <span className={styles[cell.tone]}>{cell.verdict}</span>
          <span className={styles["detail"]}>{cell.detail.replaceAll("MREMAP_", "")}</span>
        </button>
      ))}
    </div>
  );
}
