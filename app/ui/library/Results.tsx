import { Button } from "#ui/primitives/Button.tsx";
import { Card } from "./Card.tsx";
import { ALL } from "./Chapters.tsx";
import styles from "./Library.module.css";
import type { Entry } from "./facets.ts";
import type { Found } from "./search.ts";
import { words } from "./words.ts";

interface Props {
  readonly found: Found;
  /** Chapter number → title. */
  readonly chapters: ReadonlyMap<number, string>;
  readonly chapter: number;
  /** Best first, not by chapter. */
  readonly searched: boolean;
  readonly kernel: string | null;
  readonly onOpen: (id: string) => void;
  readonly onAll: () => void;
}

interface CardsProps extends Pick<Props, "kernel" | "onOpen"> {
  readonly entries: readonly Entry[];
  readonly level: 2 | 3;
}

function Cards({ entries, level, ...rest }: CardsProps) {
  return (
    <ul className={styles["cards"]}>
      {entries.map((entry) => (
        <Card key={entry.scenario.id} entry={entry} level={level} {...rest} />
      ))}
    </ul>
  );
}

type ByChapterProps = Omit<CardsProps, "level"> & Pick<Props, "chapters">;

function ByChapter({ entries, chapters, ...rest }: ByChapterProps) {
  return [...chapters].map(([chapter, title]) => {
    const own = entries.filter(({ scenario }) => scenario.chapter === chapter);
    if (own.length === 0) return null;
    return (
      <section key={chapter} aria-labelledby={`library-chapter-${chapter}`}>
        <h2 id={`library-chapter-${chapter}`} className={styles["heading"]}>
          {title}
        </h2>
        <Cards entries={own} level={3} {...rest} />
      </section>
    );
  });
}

/** The scenarios that fit, and how many they are. */
export function Results({ found, chapters, chapter, searched, onAll, ...rest }: Props) {
  const here = found.entries.filter(({ scenario }) => chapter === ALL || scenario.chapter === chapter);
  const elsewhere = found.entries.length - here.length;
  const note = found.allWords ? "" : `. ${words.nearest}`;
  return (
    <>
      <div className={styles["summary"]}>
        <p role="status">
          {here.length === 0 && elsewhere === 0 ? words.none : `${words.count(here.length)}${note}`}
        </p>
        {searched && elsewhere > 0 && <Button onClick={onAll}>{words.elsewhere(elsewhere)}</Button>}
      </div>
      {chapter === ALL && !searched ? (
        <ByChapter entries={here} chapters={chapters} {...rest} />
      ) : (
        <Cards entries={here} level={2} {...rest} />
      )}
    </>
  );
}
