import { useEffect, useRef, useState } from "react";
import { kernelById } from "#engine/kernels.ts";
import type { Walk } from "#scenarios/walks/walk.ts";
import type { Answer } from "#store/types.ts";
import { expectedOf, isRight } from "#teach/answers.ts";
import { problemOf, progressKey } from "#teach/steps.ts";
import { useArrangement } from "#ui/hooks/media.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { AcrossTable } from "./AcrossTable.tsx";
import { CacheSets } from "./CacheSets.tsx";
import { PatchSlider } from "./PatchSlider.tsx";
import styles from "./Step.module.css";
import { StepList } from "./StepList.tsx";
import { StepNav } from "./StepNav.tsx";
import { StepQuestion } from "./StepQuestion.tsx";
import { StepStage } from "./StepStage.tsx";
import { StepVerdict } from "./StepVerdict.tsx";
import { keepAnswer } from "./answers.ts";
import { createStepStore, workOfProblem } from "./stepStore.ts";
import { words } from "./words.ts";

interface Props {
  readonly walk: Walk;
  readonly index: number;
  /** Null for the first numbers. */
  readonly seed: string | null;
}

/** The answer of this step: kept for the first numbers, for this visit only with other ones. */
function useAnswer({ walk, index, seed }: Props) {
  const main = useStoreApi();
  const step = walk.steps[index];
  const kept = useExplorer(({ progress }) => (step ? progress[progressKey(walk, step)] : undefined)) ?? null;
  const [own, setOwn] = useState<Answer | "asked again" | null>(null);
  const stored = seed === null ? kept : null;
  const answer = own === "asked again" ? null : (own ?? stored);
  const give = (next: Answer): void => {
    setOwn(next);
    if (seed === null && step !== undefined) keepAnswer(main, walk, step, next);
  };
  return { answer, give, askAgain: () => setOwn("asked again") };
}

const labelOf = (kernel: string): string => kernelById(kernel)?.label ?? kernel;

function Sentences({ of }: { readonly of: readonly string[] }) {
  return of.map((sentence) => (
    <p key={sentence} className={styles["sentence"]}>
      <CodeWords text={sentence} />
    </p>
  ));
}

/** One step: text, question and verdict beside the stage that answers. */
export function StepPage(props: Props) {
  const { walk, index, seed } = props;
  const main = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const step = walk.steps[index];
  if (step === undefined) throw new Error("a step page needs a step");
  const [problem] = useState(() => problemOf(step, seed));
  const { answer, give, askAgain } = useAnswer(props);
  const [kernel, setKernel] = useState(step.kernel);
  const [store] = useState(() =>
    createStepStore(workOfProblem(problem, step.kernel, step.title, answer !== null), main.getState()),
  );
  useEffect(() => {
    main.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [main]);
  const phone = useArrangement() === "phone";
  const side = useRef<HTMLDivElement>(null);
  const { question } = problem;
  const [timeline] = useState(() => store.getState().run.timeline);
  const expected = expectedOf(problem, timeline) ?? "";
  const play = (on: string): void => {
    const { actions } = store.getState();
    if (on !== kernel) actions.setKernel(on);
    setKernel(on);
    actions.seek({ done: question.before - 1, t: 0 });
    actions.play();
    // On a phone the stage lies below the text.
    if (phone) side.current?.scrollIntoView({ block: "start" });
  };
  const finish = (next: Answer): void => {
    give(next);
    play(step.kernel);
  };
  const onAnswer = (value: string): void =>
    finish({ kind: "given", value, right: isRight(question, value, expected) });
  const onRetry = (): void => {
    const { actions } = store.getState();
    actions.setKernel(step.kernel);
    setKernel(step.kernel);
    actions.seek({ done: question.before - 1, t: 0 });
    askAgain();
  };
  return (
    <div className={styles["page"]}>
      <PageBar />
      <div className={styles["columns"]}>
        <main className={styles["text"]}>
          <StepList walk={walk} index={index} />
          <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
            {step.title}
          </h1>
          <Sentences of={step.text} />
          {seed !== null && <p className={styles["hint"]}>{words.freshNote}</p>}
          <p className={styles["hint"]}>{words.kernel(labelOf(step.kernel))}</p>
          {answer === null ? (
            <StepQuestion
              question={question}
              onAnswer={onAnswer}
              onSkip={() => finish({ kind: "skipped" })}
            />
          ) : (
            <StepVerdict
              question={question}
              answer={answer}
              expected={expected}
              onReplay={() => play(kernel)}
              onRetry={onRetry}
            />
          )}
          {answer !== null && <Sentences of={step.after ?? []} />}
          {step.across !== undefined && seed === null && answer !== null && (
            <AcrossTable rows={step.across} shown={kernel} onShow={play} />
          )}
          {step.exercise === "cacheColours" && answer !== null && <CacheSets seed={seed} />}
          {step.extra === "patches" && answer !== null && <PatchSlider />}
          <StepNav
            walk={walk}
            index={index}
            seed={seed}
            problem={problem}
            kernel={kernel}
            answered={answer !== null}
          />
          {walk.remark !== undefined && (
            <p className={styles["hint"]}>
              <CodeWords text={walk.remark} />
            </p>
          )}
        </main>
        <div ref={side} className={styles["side"]}>
          <StepStage store={store} />
        </div>
      </div>
    </div>
  );
}
