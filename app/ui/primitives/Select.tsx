import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./Select.module.css";
import { cx } from "./cx.ts";

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A quiet word in front of the value: Linux 6.18. */
  readonly prefix?: string;
  readonly className?: string | undefined;
  /** `option` and `optgroup` elements. */
  readonly children: ReactNode;
}

/** The platform's own list, so that every keyboard, screen reader and phone knows it. */
export function Select({ id, label, value, onChange, prefix, className, children }: Props) {
  return (
    <span className={cx(styles["wrap"], className)}>
      {prefix !== undefined && (
        <span className={styles["prefix"]} aria-hidden="true">
          {prefix}
        </span>
      )}
      <select
        {...(id === undefined ? {} : { id })}
        aria-label={label}
        className={styles["select"]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {children}
      </select>
      <Icon name="chevron" size={12} />
    </span>
  );
}
