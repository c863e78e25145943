import styles from "#ui/Opening.module.css";
import { words } from "./words.ts";

/**
 * Shown inside another page that has not asked for `?embed`: a stranger's page could lay things over the
 * controls and borrow the reader's clicks.
 */
export function Framed() {
  return (
    <main className={styles["middle"]}>
      <p>
        <a href={location.href} target="_blank" rel="noopener">
          {words.framed}
        </a>
      </p>
    </main>
  );
}
