import { useEffect, useRef } from "react";
import { WALKS } from "#scenarios/walks/walks.ts";
import { type WalkMarks, unpackProgress } from "#teach/walkProgress.ts";
import { PageBar } from "#ui/views/PageBar.tsx";
import { fragmentOf } from "#ui/views/route.ts";
import { Marks } from "./Marks.tsx";
import styles from "./Walks.module.css";
import { words } from "./words.ts";

function Row({ walk, marks }: WalkMarks) {
  return (
    <tr>
      <th scope="row">{walk.title}</th>
      <td>
        <Marks marks={marks} />
        <ol className={styles["steps"]}>
          {walk.steps.map((step, index) => (
            <li key={step.id}>
              {step.title}: {words.mark[marks[index] ?? "open"]}
            </li>
          ))}
        </ol>
      </td>
    </tr>
  );
}

/** Somebody's progress, read from a link. */
export function ProgressPage({ packed }: { readonly packed: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const read = unpackProgress(packed, WALKS);
  const begun = read?.walks.filter(({ marks }) => marks.some((mark) => mark !== "open")) ?? [];
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {words.progressOf(read?.name ?? "")}
        </h1>
        <p className={styles["about"]}>{read === null ? words.noProgress : words.progressRead}</p>
        {begun.length > 0 && (
          <table className={styles["table"]}>
            <tbody>
              {begun.map((own) => (
                <Row key={own.walk.id} {...own} />
              ))}
            </tbody>
          </table>
        )}
        <p className={styles["about"]}>
          <a href={fragmentOf("walks")}>{words.allWalks}</a>
        </p>
      </main>
    </div>
  );
}
