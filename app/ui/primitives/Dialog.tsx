import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "./Button.tsx";
import styles from "./Dialog.module.css";
import { Icon } from "./Icon.tsx";
import { cx } from "./cx.ts";

interface Props {
  readonly title: string;
  /** For contents in two columns. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The platform's modal dialog: Escape, the cross and a click beside it close it; focus goes back where it came from. */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const head = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const onPointer = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) onClose();
  };
  return (
    // The click is a shortcut for pointers only; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className={cx(styles["dialog"], wide && styles["wide"])}
      aria-labelledby={head}
      onClose={onClose}
      onClick={onPointer}
    >
      <div className={styles["head"]}>
        <h2 id={head} className={styles["title"]}>
          {title}
        </h2>
        <Button look="quiet" square aria-label={lateWords.close} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <div className={styles["body"]}>{children}</div>
    </dialog>
  );
}
