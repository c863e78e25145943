import { useEffect, useRef } from "react";
import { cx } from "#ui/primitives/cx.ts";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { fragmentOf, replacePath } from "#ui/views/route.ts";
import styles from "./Language.module.css";
import { Part } from "./Parts.tsx";
import { PARTS, words } from "./words.ts";

/** The language, made from the tables by which it is read. `#/language/calls` opens a part. */
export function LanguagePage({ path }: PageProps) {
  const store = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const part = PARTS.find(({ id }) => id === path[0]) ?? PARTS[0];
  useEscapeToWorkbench();
  useEffect(() => {
    // Nothing runs on where nobody sees it.
    store.getState().actions.pause();
  }, [store]);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [part]);
  return (
    <div className={styles["page"]}>
      <PageBar />
      <div className={styles["columns"]}>
        <nav className={styles["parts"]} aria-label={words.parts}>
          {PARTS.map(({ id, title }) => (
            <a
              key={id}
              href={fragmentOf("language", [id])}
              className={cx(styles["part"], id === part.id && styles["chosen"])}
              aria-current={id === part.id ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                replacePath([id]);
              }}
            >
              {title}
            </a>
          ))}
        </nav>
        <main className={styles["main"]}>
          <p className={styles["over"]}>{words.title}</p>
          <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
            {part.title}
          </h1>
          {part.id === "guide" && <p className={styles["about"]}>{words.about}</p>}
          <Part id={part.id} />
        </main>
      </div>
    </div>
  );
}
