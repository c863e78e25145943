import type { StepMark } from "#teach/walkProgress.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Walks.module.css";
import { words } from "./words.ts";

const SIGNS: Readonly<Record<StepMark, string>> = { right: "✓", wrong: "×", skipped: "–", open: "" };

/** One sign a step; never colour alone. */
export function Marks({ marks }: { readonly marks: readonly StepMark[] }) {
  const count = (wanted: StepMark): number => marks.filter((mark) => mark === wanted).length;
  return (
    <div className={styles["marks"]}>
      <span className="sr-only">{words.counts(count("right"), count("wrong"), count("skipped"))}</span>
      {marks.map((mark, index) => (
        // A step has no identity here but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} aria-hidden="true" className={cx(styles["sign"], styles[mark])}>
          {SIGNS[mark]}
        </span>
      ))}
    </div>
  );
}
