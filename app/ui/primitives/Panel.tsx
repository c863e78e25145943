import { type ReactNode, useId, useState } from "react";
import styles from "./Panel.module.css";
import { PanelHead } from "./PanelHead.tsx";
import { cx } from "./cx.ts";

interface Props {
  readonly title: string;
  readonly about?: string | null;
  /** Buttons at the right of the head. */
  readonly tools?: ReactNode;
  /** Given together when something else remembers whether it is open. */
  readonly open?: boolean;
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}

/** A titled part of the page that folds away. */
export function Panel({ title, about = null, tools, open: given, onToggle, children }: Props) {
  const [own, setOwn] = useState(true);
  const open = given ?? own;
  const head = useId();
  const body = useId();
  return (
    <section className={cx(styles["panel"], !open && styles["shut"])} aria-labelledby={head}>
      <PanelHead
        id={head}
        controls={body}
        title={title}
        about={about}
        open={open}
        onToggle={onToggle ?? (() => setOwn(!own))}
      >
        {tools}
      </PanelHead>
      <div id={body} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
