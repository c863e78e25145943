import styles from "./Opening.module.css";
import { words } from "./messages.ts";

/**
 * Shown inside another page that has not asked for `?embed`: a stranger's page could lay things over the
 * controls and borrow the reader's clicks.
 */
export function Framed() {
  return (
    <main className={styles["middle"]}>
      <p>
        <a href={location.href} target="_blank" rel="noopener">
          {words.openFramed}
        </a>
      </p>
    </main>
  );
}

/** Says that a part of the page could not be fetched, and what helps. */
export function CannotOpen() {
  return (
    <main className={styles["middle"]}>
      <p role="alert">{words.cannotOpen}</p>
    </main>
  );
}
