import type { ComponentProps } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx.ts";

interface Props extends ComponentProps<"button"> {
  readonly look?: "plain" | "primary" | "quiet";
  /** As wide as it is high: for one icon. Needs an `aria-label`. */
  readonly square?: boolean;
}

export function Button({ look = "plain", square = false, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={cx(
        styles["button"],
        look === "primary" && styles["primary"],
        look === "quiet" && styles["quiet"],
        square && styles["square"],
        className,
      )}
      {...rest}
    />
  );
}
