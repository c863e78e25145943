import { useEffect, useRef } from "react";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { fragmentOf } from "#ui/views/route.ts";
import { ChangeList } from "./ChangeList.tsx";
import styles from "./Changes.module.css";
import { Matrix } from "./Matrix.tsx";
import { words } from "./words.ts";

const MATRIX = "matrix";

/** `#/changes`: every rule that changed; `#/changes/matrix`: five kernels, one call. */
export function ChangesPage({ path }: PageProps) {
  const store = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const matrix = path[0] === MATRIX;
  useEscapeToWorkbench();
  useEffect(() => {
    store.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [store, matrix]);
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {matrix ? words.toMatrix : words.title}
        </h1>
        <p className={styles["about"]}>{matrix ? words.matrixAbout : words.about}</p>
        <nav className={styles["tabs"]} aria-label={words.title}>
          <a href={fragmentOf("changes")} aria-current={matrix ? undefined : "page"}>
            {words.toList}
          </a>
          <a href={fragmentOf("changes", [MATRIX])} aria-current={matrix ? "page" : undefined}>
            {words.toMatrix}
          </a>
        </nav>
        {matrix ? <Matrix /> : <ChangeList />}
      </main>
    </div>
  );
}
