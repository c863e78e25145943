import type { ReactNode } from "react";
import styles from "./Popover.module.css";
import { cx } from "./cx.ts";

interface Props {
  /** The `popoverTarget` of the button that opens it. */
  readonly id: string;
  readonly label: string;
  /** Which edge of the button it lines up with. */
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/** The platform's popover: Escape and a click elsewhere close it. */
export function Popover({ id, label, align = "end", children }: Props) {
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-label={label}
      className={cx(styles["popover"], align === "start" && styles["start"])}
    >
      {children}
    </div>
  );
}
