import { useEffect, useRef, useState } from "react";
import type { Scenario } from "#scenarios/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { useCatalog } from "#ui/catalog.tsx";
import { useArrangement } from "#ui/hooks/media.ts";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import { closePage } from "#ui/views/route.ts";
import { ALL, ChapterList, ChapterSelect } from "./Chapters.tsx";
import { FilterBar } from "./FilterBar.tsx";
import styles from "./Library.module.css";
import { Results } from "./Results.tsx";
import { type Entry, entryOf } from "./facets.ts";
import { useSearchKey } from "./keys.ts";
import { openOn } from "./open.ts";
import { type Filters, NO_FILTERS, countByChapter, search } from "./search.ts";
import { CHAPTER_TEXTS, words } from "./words.ts";

const byChapter = (a: Scenario, b: Scenario): number => a.chapter - b.chapter;

/** In the order of the chapters. */
const ENTRIES: readonly Entry[] = LIBRARY.toSorted(byChapter).map((scenario) => entryOf(scenario));

interface Choice {
  readonly chapter: number;
  readonly filters: Filters;
}

/** What was looked for last: who opens a scenario and comes back finds the list as it was. */
let remembered: Choice = { chapter: ALL, filters: NO_FILTERS };

function useChoice(): [Choice, (patch: Partial<Choice>) => void] {
  const [choice, setChoice] = useState(remembered);
  const change = (patch: Partial<Choice>): void => {
    const next = { ...choice, ...patch };
    remembered = next;
    setChoice(next);
  };
  return [choice, change];
}

/** All scenarios, to browse and to search. Takes the window; the workbench keeps its place behind it. */
export function LibraryPage() {
  const { kernels, chapters } = useCatalog();
  const store = useStoreApi();
  const phone = useArrangement() === "phone";
  const [{ chapter, filters }, change] = useChoice();
  const heading = useRef<HTMLHeadingElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useEscapeToWorkbench();
  useSearchKey(searchField);
  useEffect(() => {
    // Nothing runs on where nobody sees it.
    store.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [store]);
  const found = search(ENTRIES, filters);
  const counts = new Map([...countByChapter(found.entries), [ALL, found.entries.length]]);
  const title = chapters.get(chapter) ?? words.title;
  const onFilter = (patch: Partial<Filters>) => change({ filters: { ...filters, ...patch } });
  const kernel = filters.kernel === "" ? null : filters.kernel;
  const open = (id: string): void => {
    openOn(store, id, kernel);
    closePage("stage");
  };
  const listed = { chapters, counts, chosen: chapter };
  return (
    <div className={styles["page"]}>
      <PageBar />
      <div className={styles["columns"]}>
        {!phone && <ChapterList {...listed} onChoose={(next) => change({ chapter: next })} />}
        <main className={styles["main"]}>
          <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
            {title}
          </h1>
          <p className={styles["about"]}>{CHAPTER_TEXTS.get(chapter) ?? words.about}</p>
          {phone && <ChapterSelect {...listed} onChoose={(next) => change({ chapter: next })} />}
          <FilterBar
            entries={ENTRIES}
            kernels={kernels}
            filters={filters}
            searchField={searchField}
            onChange={onFilter}
            onClear={() => change({ filters: NO_FILTERS })}
          />
          <Results
            found={found}
            chapters={chapters}
            chapter={chapter}
            searched={filters.query !== ""}
            kernel={kernel}
            onOpen={open}
            onAll={() => change({ chapter: ALL })}
          />
        </main>
      </div>
    </div>
  );
}
