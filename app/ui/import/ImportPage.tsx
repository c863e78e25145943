import { useEffect, useRef } from "react";
import { Button } from "#ui/primitives/Button.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import { Detail } from "./Detail.tsx";
import { Filters } from "./Filters.tsx";
import styles from "./Import.module.css";
import { InputPanel } from "./InputPanel.tsx";
import { Marks } from "./Marks.tsx";
import { RowList } from "./RowList.tsx";
import { Summary } from "./Summary.tsx";
import { stopImport, useImport } from "./session.ts";
import { words } from "./words.ts";

/** Reads the log of a real program, replays it and shows where engine and kernel differ. */
export function ImportPage() {
  const store = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  useEscapeToWorkbench();
  useEffect(() => {
    // Nothing runs on where nobody sees it.
    store.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [store]);
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {words.title}
        </h1>
        <p className={styles["about"]}>{words.about}</p>
        <p className={styles["privacy"]}>{words.privacy}</p>
        <InputPanel />
        <Outcome />
      </main>
    </div>
  );
}

function Outcome() {
  const { state, why, summary, count } = useImport();
  if (state === "idle") return null;
  if (state === "reading") return <Progress />;
  if (state === "failed") {
    return (
      <p className={styles["bad"]} role="alert">
        {words.failed} {why}
      </p>
    );
  }
  if (summary === null) return null;
  return (
    <section className={styles["result"]} aria-label={words.result}>
      <Summary />
      <Marks />
      <Filters />
      <div className={styles["columns"]}>
        {count === 0 ? <p className={styles["quiet"]}>{words.none}</p> : <RowList />}
        <Detail />
      </div>
    </section>
  );
}

function Progress() {
  const { progress, total } = useImport();
  return (
    <div className={styles["progress"]}>
      <progress aria-label={words.reading} max={Math.max(1, total)} value={progress.bytes} />
      <span role="status">{words.progress(progress.lines, progress.differs)}</span>
      <Button onClick={stopImport}>{words.stop}</Button>
    </div>
  );
}
