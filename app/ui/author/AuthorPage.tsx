import { useEffect, useRef, useState } from "react";
import { LIMITS, type WalkthroughStep, readWalkthrough } from "#link/walkthrough.ts";
import { useDrop } from "#ui/import/drop.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import type { PageProps } from "#ui/views/registry.ts";
import { fragmentOf, openPage } from "#ui/views/route.ts";
import styles from "./Author.module.css";
import { AuthorTools } from "./AuthorTools.tsx";
import { Player } from "./Player.tsx";
import { StepEditor } from "./StepEditor.tsx";
import { Field } from "./fields.tsx";
import {
  EMPTY_STEP,
  addStep,
  chooseStep,
  moveStep,
  removeStep,
  replaceWalk,
  setWhole,
  useDraft,
} from "./draft.ts";
import { words } from "./words.ts";

/** The run of the workbench as a step. */
function useRunAsStep(): () => WalkthroughStep {
  const store = useStoreApi();
  return () => {
    const { text, title, run } = store.getState();
    return {
      ...EMPTY_STEP,
      title: title.slice(0, LIMITS.title),
      program: text.slice(0, LIMITS.program),
      kernel: run.kernel,
    };
  };
}

function StepsList() {
  const { walk, at } = useDraft();
  const runAsStep = useRunAsStep();
  const last = walk.steps.length - 1;
  const full = walk.steps.length >= LIMITS.steps;
  return (
    <nav className={styles["steps"]} aria-label={words.steps}>
      <h2 className={styles["small"]}>{words.steps}</h2>
      <ol className={styles["list"]}>
        {walk.steps.map((step, index) => (
          // A step has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <button
              type="button"
              className={styles["entry"]}
              aria-current={index === at ? "step" : undefined}
              onClick={() => chooseStep(index)}
            >
              {words.stepNumber(index + 1, step.title === "" ? words.newStep : step.title)}
            </button>
          </li>
        ))}
      </ol>
      <div className={styles["row"]}>
        <Button disabled={at === 0} onClick={() => moveStep(-1)}>
          {words.up}
        </Button>
        <Button disabled={at === last} onClick={() => moveStep(1)}>
          {words.down}
        </Button>
        <Button onClick={removeStep}>{words.remove}</Button>
      </div>
      <div className={styles["row"]}>
        <Button disabled={full} onClick={() => addStep(EMPTY_STEP)}>
          {words.add}
        </Button>
        <Button disabled={full} onClick={() => addStep(runAsStep())}>
          {words.addRun}
        </Button>
      </div>
      {full && <p role="status">{words.full(LIMITS.steps)}</p>}
    </nav>
  );
}

function Editor() {
  const { walk, at, kept } = useDraft();
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const take = async (files: Iterable<File>): Promise<void> => {
    const [file] = files;
    if (file === undefined) return;
    // A file that is far too large is not even read.
    const text = file.size > 4 * LIMITS.json ? " ".repeat(LIMITS.json + 1) : await file.text();
    const read = readWalkthrough(text);
    if (read.ok) replaceWalk(read.value);
    setSaid(read.ok ? words.opened : words.notOpened(read.error));
  };
  const over = useDrop((files) => void take(files));
  const step = walk.steps[at];
  return (
    <div className={styles["page"]} data-over={over}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {words.title}
        </h1>
        <p className={styles["hint"]}>
          {words.about} {kept ? words.kept : words.notKept}
        </p>
        <section className={styles["whole"]} aria-label={words.whole}>
          <Field
            label={words.walkTitle}
            value={walk.title}
            max={LIMITS.title}
            onChange={(title) => setWhole({ title })}
          />
          <Field
            label={words.walkAbout}
            value={walk.about}
            max={LIMITS.text}
            onChange={(about) => setWhole({ about })}
          />
        </section>
        <p role="status" className={styles["hint"]}>
          {said}
        </p>
        <div className={styles["columns"]}>
          <div className={styles["left"]}>
            <StepsList />
            <AuthorTools walk={walk} onFiles={(files) => void take(files)} />
          </div>
          {step !== undefined && <StepEditor key={at} step={step} number={at + 1} />}
        </div>
      </main>
    </div>
  );
}

/** The step in an address, from 0. */
export const indexIn = (part: string | undefined, steps: number): number =>
  Math.max(0, Math.min(steps - 1, (Number.parseInt(part ?? "1", 10) || 1) - 1));

/** `#/author`: the editor; `#/author/preview/<step>`: the same walkthrough as its readers see it. */
export function AuthorPage({ path }: PageProps) {
  const { walk } = useDraft();
  if (path[0] !== "preview") return <Editor />;
  return (
    <Player
      walk={walk}
      index={indexIn(path[1], walk.steps.length)}
      onGo={(index) => openPage("author", ["preview", String(index + 1)])}
      way={<a href={fragmentOf("author")}>{words.back}</a>}
    />
  );
}
