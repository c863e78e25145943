import { REMAP_FLAGS, hasBit } from "#store/composer.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions } from "#ui/store.tsx";
import styles from "./Composer.module.css";

/** The flags of the call as buttons that stay pressed. */
export function Flags({ flags }: { readonly flags: number }) {
  const { toggleFlag } = useActions();
  return (
    <div className={styles["flags"]} role="group" aria-label={lateWords.flags}>
      {REMAP_FLAGS.map(([flag, bit]) => (
        <button
          key={flag}
          type="button"
          className={styles["flag"]}
          aria-pressed={hasBit(flags, bit)}
          onClick={() => toggleFlag(flag)}
        >
          {flag}
        </button>
      ))}
    </div>
  );
}
