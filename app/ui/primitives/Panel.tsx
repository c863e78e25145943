import { type ReactNode, useId, useState } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./Panel.module.css";
import { cx } from "./cx.ts";

interface Props {
  readonly title: string;
  /** What the panel is about just now, in the face of code: `heap`. */
  readonly about?: string | null;
  /** Buttons at the right of the head. */
  readonly tools?: ReactNode;
  readonly className?: string | undefined;
  /** Given together when something else remembers whether it is open. */
  readonly open?: boolean;
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}

/** A titled part of the page that folds away. */
export function Panel({ title, about = null, tools, className, open: given, onToggle, children }: Props) {
  const [own, setOwn] = useState(true);
  const open = given ?? own;
  const toggle = onToggle ?? (() => setOwn(!own));
  const head = useId();
  const body = useId();
  return (
    <section className={cx(styles["panel"], !open && styles["shut"], className)} aria-labelledby={head}>
      <div className={styles["head"]}>
        <h2 id={head} className={styles["title"]}>
          <button
            type="button"
            className={styles["fold"]}
            aria-expanded={open}
            aria-controls={body}
            onClick={toggle}
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
        {open && tools}
      </div>
      <div id={body} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
