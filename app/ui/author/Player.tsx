import { type ReactNode, useEffect, useRef, useState } from "react";
import { kernelById } from "#engine/kernels.ts";
import type { Walkthrough, WalkthroughStep } from "#link/walkthrough.ts";
import type { Answer } from "#store/types.ts";
import { isRight } from "#teach/answers.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import styles from "#ui/walks/Step.module.css";
import { StepQuestion } from "#ui/walks/StepQuestion.tsx";
import { StepStage } from "#ui/walks/StepStage.tsx";
import { StepVerdict } from "#ui/walks/StepVerdict.tsx";
import { createStepStore } from "#ui/walks/stepStore.ts";
import { words as walkWords } from "#ui/walks/words.ts";
import { kernelOf, playableOf } from "./problem.ts";
import { words } from "./words.ts";

/** Step → what was answered; lasts as long as the page. */
type Answers = ReadonlyMap<number, Answer>;

interface StepProps {
  readonly walk: Walkthrough;
  readonly index: number;
  readonly step: WalkthroughStep;
  readonly answers: Answers;
  readonly onAnswer: (answer: Answer | null) => void;
  readonly onGo: (index: number) => void;
  readonly way: ReactNode;
}

const scoreOf = (answers: Answers, { steps }: Walkthrough): string => {
  const right = [...answers.values()].filter((answer) => answer.kind === "given" && answer.right).length;
  return words.score(right, steps.filter(({ question }) => question !== null).length);
};

function Step({ walk, index, step, answers, onAnswer, onGo, way }: StepProps) {
  const main = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = answers.get(index) ?? null;
  const [playable] = useState(() => playableOf(step));
  const { problem, expected, timeline } = playable;
  const start = problem === null ? 0 : Math.min(problem.question.before - 1, timeline.steps.length);
  const [store] = useState(() =>
    createStepStore(
      {
        text: step.program,
        title: step.title,
        scenario: null,
        kernel: kernelOf(step),
        cursor: { done: answer === null ? start : timeline.steps.length, t: 0 },
      },
      main.getState(),
    ),
  );
  useEffect(() => {
    main.getState().actions.pause();
    heading.current?.focus({ preventScroll: true });
  }, [main]);
  const play = (): void => {
    const { actions } = store.getState();
    actions.seek({ done: start, t: 0 });
    actions.play();
  };
  const finish = (next: Answer): void => {
    onAnswer(next);
    play();
  };
  const last = index + 1 === walk.steps.length;
  const kernel = kernelOf(step);
  return (
    <div className={styles["page"]}>
      <PageBar />
      <div className={styles["columns"]}>
        <main className={styles["text"]} aria-label={words.player}>
          <p className={styles["walk"]}>
            {walk.title || words.untitled} · {words.stepOf(index + 1, walk.steps.length)}
          </p>
          <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
            {step.title || words.step(index + 1)}
          </h1>
          {step.text
            .split("\n")
            .filter((line) => line.trim() !== "")
            .map((line, i) => (
              // A paragraph has no identity but its place.
              // oxlint-disable-next-line react/no-array-index-key
              <p key={i} className={styles["sentence"]}>
                <CodeWords text={line} />
              </p>
            ))}
          <p className={styles["hint"]}>{walkWords.kernel(kernelById(kernel)?.label ?? kernel)}</p>
          {problem !== null && expected === null && <p role="alert">{words.brokenStep}</p>}
          {problem !== null && expected !== null && answer === null && (
            <StepQuestion
              question={problem.question}
              onAnswer={(value) =>
                finish({ kind: "given", value, right: isRight(problem.question, value, expected) })
              }
              onSkip={() => finish({ kind: "skipped" })}
            />
          )}
          {problem !== null && expected !== null && answer !== null && (
            <StepVerdict
              question={problem.question}
              answer={answer}
              expected={expected}
              onReplay={play}
              onRetry={() => {
                store.getState().actions.seek({ done: start, t: 0 });
                onAnswer(null);
              }}
            />
          )}
          <div className={styles["nav"]}>
            <div className={styles["row"]}>
              <Button disabled={index === 0} onClick={() => onGo(index - 1)}>
                {words.previous}
              </Button>
              {problem === null && <Button onClick={play}>{words.watch}</Button>}
              {last ? (
                <Button onClick={() => onGo(0)}>{words.again}</Button>
              ) : (
                <Button look={answer === null ? "plain" : "primary"} onClick={() => onGo(index + 1)}>
                  {words.next}
                </Button>
              )}
            </div>
            {last && (
              <p role="status" className={styles["sentence"]}>
                {words.end} {scoreOf(answers, walk)}
              </p>
            )}
            <p className={styles["hint"]}>
              {words.shared} {way}
            </p>
          </div>
        </main>
        <div className={styles["side"]}>
          <StepStage store={store} />
        </div>
      </div>
    </div>
  );
}

interface Props {
  readonly walk: Walkthrough;
  readonly index: number;
  readonly onGo: (index: number) => void;
  /** The way to the editor. */
  readonly way: ReactNode;
}

/** Plays a walkthrough that somebody made, with the parts that play the built-in ones. */
export function Player({ walk, index, onGo, way }: Props) {
  const [answers, setAnswers] = useState<Answers>(new Map());
  const step = walk.steps[index];
  if (step === undefined) return null;
  const onAnswer = (answer: Answer | null): void => {
    const next = new Map(answers);
    if (answer === null) next.delete(index);
    else next.set(index, answer);
    setAnswers(next);
  };
  return (
    <Step
      key={index}
      walk={walk}
      index={index}
      step={step}
      answers={answers}
      onAnswer={onAnswer}
      onGo={onGo}
      way={way}
    />
  );
}
