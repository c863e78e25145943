import { Select } from "#ui/primitives/Select.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Library.module.css";
import { words } from "./words.ts";

/** 0 stands for the whole library. */
export const ALL = 0;

interface Props {
  readonly chapters: ReadonlyMap<number, string>;
  /** How many scenarios fit, by chapter; `ALL` has the sum. */
  readonly counts: ReadonlyMap<number, number>;
  readonly chosen: number;
  readonly onChoose: (chapter: number) => void;
}

interface Row {
  readonly chapter: number;
  readonly title: string;
  readonly count: number;
}

const rowsOf = ({ chapters, counts }: Props): readonly Row[] =>
  [[ALL, words.all] as const, ...chapters].map(([chapter, title]) => ({
    chapter,
    title,
    count: counts.get(chapter) ?? 0,
  }));

/** The chapters as a column beside the cards. */
export function ChapterList(props: Props) {
  return (
    <nav aria-labelledby="library-chapters" className={styles["chapters"]}>
      <p id="library-chapters" className={styles["over"]}>
        {words.chapters}
      </p>
      <ul>
        {rowsOf(props).map(({ chapter, title, count }) => (
          <li key={chapter}>
            <button
              type="button"
              aria-current={chapter === props.chosen ? "true" : undefined}
              aria-label={`${title}, ${words.count(count)}`}
              className={cx(styles["chapter"], count === 0 && styles["empty"])}
              onClick={() => props.onChoose(chapter)}
            >
              <span>{title}</span>
              <span className={styles["number"]}>{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The chapters as one control, where there is no room for a column. */
export function ChapterSelect(props: Props) {
  return (
    <Select
      label={words.chapter}
      className={styles["wide"]}
      value={String(props.chosen)}
      onChange={(value) => props.onChoose(Number(value))}
    >
      {rowsOf(props).map(({ chapter, title, count }) => (
        <option key={chapter} value={chapter}>
          {words.chapterCount(title, count)}
        </option>
      ))}
    </Select>
  );
}
