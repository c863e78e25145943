import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import styles from "./TopBar.module.css";

/** What stands behind the picture, and what does not. */
export function EvidenceFacts() {
  return (
    <div className={styles["facts"]}>
      <h2>{words.evidence}</h2>
      <p>{lateWords.evidenceProgram}</p>
      <p>{lateWords.evidenceEngine}</p>
      <p>{lateWords.evidenceUnknown}</p>
    </div>
  );
}
