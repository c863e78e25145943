import { useEffect, useRef } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { selectDone } from "#store/selectors.ts";
import type { Answer, ExplorerState } from "#store/types.ts";
import { reveal } from "#ui/hooks/reveal.ts";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import styles from "./Story.module.css";

const Verdict = late<{ readonly question: Question; readonly answer: Answer }>(
  async () => (await import("./Verdict.tsx")).Verdict,
);

const selectProgress = (state: ExplorerState) => state.progress;

/** Asked before the call is shown; answered by the engine. */
export function QuestionCard({ question }: { readonly question: Question }) {
  const answer = useExplorer(selectProgress)[question.id] ?? null;
  const waits = useExplorer(selectDone) === question.before - 1;
  const open = answer === null;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (waits && card.current !== null) reveal(card.current, 12);
  }, [waits, open]);
  return (
    <section
      ref={card}
      className={cx(styles["card"], open && waits && styles["waiting"])}
      aria-label={words.questionAsk}
    >
      {open ? <AnswerForm question={question} /> : <Verdict question={question} answer={answer} />}
    </section>
  );
}
