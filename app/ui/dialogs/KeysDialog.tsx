import { lateWords } from "#ui/lateMessages.ts";
import { Dialog } from "#ui/primitives/Dialog.tsx";
import styles from "./Dialogs.module.css";

/** The page's keys. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={lateWords.keysTitle} onClose={onClose}>
      <dl className={styles["keys"]}>
        {lateWords.keys.map(([key, what]) => (
          <div key={key} className={styles["key"]}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className={styles["note"]}>{lateWords.keysNote}</p>
    </Dialog>
  );
}
