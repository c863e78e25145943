import { useDeferredValue } from "react";
import { KERNELS } from "#engine/kernels.ts";
import { LIMITS, type WalkthroughStep } from "#link/walkthrough.ts";
import styles from "./Author.module.css";
import { QuestionEditor } from "./QuestionEditor.tsx";
import { changeStep } from "./draft.ts";
import { Area, Field, Pick } from "./fields.tsx";
import { kernelOf, playableOf } from "./problem.ts";
import { words } from "./words.ts";

const KERNEL_OPTIONS = KERNELS.map(({ id, label }) => ({ value: id, label }));

/** What the step's program does, and what is wrong with it. */
export function StepEditor({ step, number }: { readonly step: WalkthroughStep; readonly number: number }) {
  const settled = useDeferredValue(step);
  const playable = playableOf(settled);
  const { timeline, faults } = playable;
  return (
    <section className={styles["step"]} aria-label={words.step(number)}>
      <h2 className={styles["small"]}>{words.step(number)}</h2>
      <Field
        label={words.stepTitle}
        value={step.title}
        max={LIMITS.title}
        onChange={(title) => changeStep({ title })}
      />
      <Area
        label={words.stepText}
        value={step.text}
        max={LIMITS.text}
        rows={3}
        onChange={(text) => changeStep({ text })}
      />
      <Area
        label={words.program}
        value={step.program}
        max={LIMITS.program}
        rows={7}
        code
        onChange={(program) => changeStep({ program })}
      />
      <div role="status" className={styles["hint"]}>
        {words.calls(timeline.steps.length)}
        {faults.slice(0, 3).map(({ line, message }) => (
          <p key={`${line} ${message}`} className={styles["fault"]}>
            {words.programFault(line, message)}
          </p>
        ))}
      </div>
      <Pick
        label={words.kernel}
        value={kernelOf(step)}
        options={KERNEL_OPTIONS}
        onChange={(kernel) => changeStep({ kernel })}
      />
      <QuestionEditor
        question={step.question}
        playable={playable}
        onChange={(question) => changeStep({ question })}
      />
    </section>
  );
}
