import styles from "./Opening.module.css";
import { words } from "./messages.ts";

/** Says that a part of the page could not be fetched, and what helps. */
export function CannotOpen() {
  return (
    <main className={styles["middle"]}>
      <p role="alert">{words.cannotOpen}</p>
    </main>
  );
}
