import { type KeyboardEvent, useRef } from "react";
import styles from "./Tabs.module.css";
import { cx } from "./cx.ts";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

interface Props<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly current: Id;
  readonly onChange: (id: Id) => void;
  /** Prefix of element ids: the panel of a tab is `${prefix}-panel`, a tab `${prefix}-${id}`. */
  readonly prefix: string;
  readonly small?: boolean;
}

/** The index that an arrow key leads to, round and round; null for other keys. */
export function tabAfterKey(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** One tab stop; arrows change the tab at once. */
export function Tabs<Id extends string>({
  label,
  items,
  current,
  onChange,
  prefix,
  small = false,
}: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const index = items.findIndex((item) => item.id === current);
    const to = tabAfterKey(event.key, index, items.length);
    const item = to === null ? undefined : items[to];
    if (item === undefined || to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(item.id);
    const tab = list.current?.children[to];
    if (tab instanceof HTMLElement) tab.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      className={cx(styles["tabs"], small && styles["small"])}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          id={`${prefix}-${item.id}`}
          aria-selected={item.id === current}
          aria-controls={`${prefix}-panel`}
          tabIndex={item.id === current ? 0 : -1}
          className={styles["tab"]}
          onClick={() => onChange(item.id)}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}
