import { useState } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { selectDone } from "#store/selectors.ts";
import type { Answer, ExplorerState } from "#store/types.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { QuestionCard } from "#ui/story/QuestionCard.tsx";
import { useExplorer } from "#ui/store.tsx";
import styles from "./Embed.module.css";
import { words } from "./words.ts";

const selectProgress = (state: ExplorerState) => state.progress;

const verdictOf = (answer: Answer): "right" | "wrong" | "skipped" => {
  if (answer.kind === "skipped") return "skipped";
  return answer.right ? "right" : "wrong";
};

/** Laid over the stage where the run waits for it; one line once it has been answered. */
export function EmbedQuestion({ question }: { readonly question: Question }) {
  const answer = useExplorer(selectProgress)[question.id] ?? null;
  const done = useExplorer(selectDone);
  const [shown, setShown] = useState<"line" | "why" | "closed">("line");
  const why = shown === "why";
  if (answer === null) {
    if (done !== question.before - 1) return null;
    return (
      <div className={styles["over"]}>
        <QuestionCard question={question} />
      </div>
    );
  }
  if (done < question.before - 1 || shown === "closed") return null;
  const verdict = verdictOf(answer);
  return (
    <div className={cx(styles["over"], !why && styles["line"])}>
      <p className={styles["score"]}>
        <span>
          {words.yourAnswer}: <strong className={styles[verdict]}>{words[verdict]}</strong>
        </span>
        <Button look="quiet" aria-expanded={why} onClick={() => setShown(why ? "line" : "why")}>
          {why ? words.hideWhy : words.showWhy}
        </Button>
        <Button look="quiet" square aria-label={words.close} onClick={() => setShown("closed")}>
          <span aria-hidden="true">×</span>
        </Button>
      </p>
      {why && <QuestionCard question={question} />}
    </div>
  );
}
