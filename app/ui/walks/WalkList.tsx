import { useEffect, useRef } from "react";
import type { Walk } from "#scenarios/walks/walk.ts";
import type { WalkMarks } from "#teach/walkProgress.ts";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { fragmentOf } from "#ui/views/route.ts";
import { Marks } from "./Marks.tsx";
import { ProgressTools } from "./ProgressTools.tsx";
import styles from "./Walks.module.css";
import { useMarks } from "./answers.ts";
import { words } from "./words.ts";

/** Where a reader goes on: the first step without an answer. */
const firstOpen = ({ walk, marks }: WalkMarks): string => {
  const open = marks.indexOf("open");
  return walk.steps[Math.max(0, open)]?.id ?? "";
};

const invitation = ({ marks }: WalkMarks): string => {
  if (marks.every((mark) => mark === "open")) return words.begin;
  return marks.includes("open") ? words.goOn : words.again;
};

function Card({ own }: { readonly own: WalkMarks }) {
  const { walk, marks } = own;
  const right = marks.filter((mark) => mark === "right").length;
  const begun = marks.some((mark) => mark !== "open");
  return (
    <li className={styles["card"]}>
      <h2 className={styles["cardTitle"]}>{walk.title}</h2>
      <p className={styles["cardAbout"]}>{walk.about}</p>
      <Marks marks={marks} />
      <p className={styles["cardFoot"]}>
        <a
          href={fragmentOf("walks", [walk.id, firstOpen(own)])}
          aria-label={`${invitation(own)}: ${walk.title}`}
        >
          {invitation(own)}
        </a>
        <span>{begun ? words.done(right, marks.length) : words.steps(marks.length)}</span>
      </p>
    </li>
  );
}

interface Props {
  readonly walks: readonly Walk[];
  /** The address named a walkthrough that there is not. */
  readonly unknown: boolean;
}

export function WalkList({ walks, unknown }: Props) {
  const store = useStoreApi();
  const marks = useMarks(walks);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
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
        {unknown && <p role="status">{words.unknown}</p>}
        <p className={styles["about"]}>{words.about}</p>
        <ul className={styles["cards"]}>
          {marks.map((own) => (
            <Card key={own.walk.id} own={own} />
          ))}
        </ul>
        <ProgressTools all={marks} />
      </main>
    </div>
  );
}
