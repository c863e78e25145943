import type { Walk } from "#scenarios/walks/walk.ts";
import type { Problem } from "#teach/problem.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { openOn } from "#ui/library/open.ts";
import { useStoreApi } from "#ui/store.tsx";
import { closePage, openPage } from "#ui/views/route.ts";
import styles from "./Step.module.css";
import { workOfProblem } from "./stepStore.ts";
import { words } from "./words.ts";

interface Props {
  readonly walk: Walk;
  readonly index: number;
  readonly seed: string | null;
  readonly problem: Problem;
  readonly kernel: string;
  readonly answered: boolean;
}

/** Five digits: short in a link, and enough for a class. */
const freshSeed = (): string => String(Math.floor(Math.random() * 90_000) + 10_000);

/** On, back, other numbers, and out into the workbench. */
export function StepNav({ walk, index, seed, problem, kernel, answered }: Props) {
  const main = useStoreApi();
  const step = walk.steps[index];
  const go = (to: number): void => {
    const next = walk.steps[to];
    openPage("walks", next === undefined ? [] : [walk.id, next.id]);
  };
  if (step === undefined) return null;
  const fresh = (): void => openPage("walks", [walk.id, step.id, freshSeed()]);
  const open = (): void => {
    if (step.scenario !== undefined && seed === null) openOn(main, step.scenario, kernel);
    else main.getState().actions.visit(workOfProblem(problem, kernel, step.title, false));
    closePage("stage");
  };
  return (
    <div className={styles["nav"]}>
      <div className={styles["row"]}>
        <Button disabled={index === 0} onClick={() => go(index - 1)}>
          {words.previous}
        </Button>
        <Button look={answered ? "primary" : "plain"} onClick={() => go(index + 1)}>
          {index + 1 === walk.steps.length ? words.finish : words.next}
        </Button>
      </div>
      <div className={styles["row"]}>
        <Button onClick={fresh}>{words.fresh}</Button>
        {seed !== null && (
          <Button onClick={() => openPage("walks", [walk.id, step.id])}>{words.firstNumbers}</Button>
        )}
        <Button onClick={open}>{words.open}</Button>
        <Button onClick={() => openPage("present", [walk.id, step.id])}>{words.present}</Button>
      </div>
    </div>
  );
}
