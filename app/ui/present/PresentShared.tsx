import type { Walkthrough } from "#link/walkthrough.ts";
import { indexIn } from "#ui/author/AuthorPage.tsx";
import { SHARED_PAGE } from "#ui/author/AuthorTools.tsx";
import { kernelOf, playableOf } from "#ui/author/problem.ts";
import { useUnpacked } from "#ui/author/useUnpacked.ts";
import { words as authorWords } from "#ui/author/words.ts";
import { fragmentOf, replacePath } from "#ui/views/route.ts";
import { PresentStep, type Staged } from "./PresentStep.tsx";
import { slideOfShared } from "./slide.ts";
import type { Session } from "./usePresentation.ts";
import styles from "./Present.module.css";

const stagedOf = (walk: Walkthrough, index: number): Staged => {
  const step = walk.steps[index];
  if (step === undefined) throw new Error("there is no such step");
  const playable = playableOf(step);
  const before = playable.problem?.question.before ?? 1;
  return {
    slide: slideOfShared(walk, index, playable, (number) => authorWords.step(number)),
    work: {
      text: step.program,
      title: step.title,
      scenario: null,
      kernel: kernelOf(step),
      cursor: { done: Math.min(before - 1, playable.timeline.steps.length), t: 0 },
    },
  };
};

interface Props {
  readonly packed: string;
  /** Number of the step, as the address has it. */
  readonly part: string | undefined;
  readonly session: Session;
}

/** `#/present/shared/<packed>/<step>`: a walkthrough that somebody made, out of its link. */
export function PresentShared({ packed, part, session }: Props) {
  const read = useUnpacked(packed);
  if (read?.ok !== true) {
    return (
      <main className={styles["page"]}>
        <p role={read === null ? "status" : "alert"}>{read === null ? authorWords.reading : read.error}</p>
      </main>
    );
  }
  const walk = read.value;
  const index = indexIn(part, walk.steps.length);
  return (
    <PresentStep
      key={index}
      staged={() => stagedOf(walk, index)}
      place={fragmentOf(SHARED_PAGE, [packed, String(index + 1)])}
      session={session}
      turn={(by) => {
        const there = walk.steps[index + by] !== undefined;
        if (there) replacePath(["shared", packed, String(index + by + 1)]);
        return there;
      }}
    />
  );
}
