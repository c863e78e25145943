import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./Panel.module.css";
import { cx } from "./cx.ts";

interface Props {
  /** Of the heading, for `aria-labelledby`. */
  readonly id: string;
  /** Id of what folds away. */
  readonly controls: string;
  readonly title: string;
  /** What the panel is about just now, in the face of code: `heap`. */
  readonly about?: string | null;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly className?: string | undefined;
  /** At the right; only while it is open. */
  readonly children?: ReactNode;
}

/** A heading that folds what is under it. */
export function PanelHead({ id, controls, title, about = null, open, onToggle, className, children }: Props) {
  return (
    <div className={cx(styles["head"], !open && styles["folded"], className)}>
      <h2 id={id} className={styles["title"]}>
        <button
          type="button"
          className={styles["fold"]}
          aria-expanded={open}
          aria-controls={controls}
          onClick={onToggle}
        >
          <span className={styles["name"]}>
            {title}
            {about !== null && (
              <>
                {" · "}
                <span className={styles["exact"]}>{about}</span>
              </>
            )}
          </span>
          <Icon name="chevron" size={12} />
        </button>
      </h2>
      {open && children}
    </div>
  );
}
