import { useEffect, useRef } from "react";
import type { ExplorerState } from "#store/types.ts";
import { kernelById } from "#engine/kernels.ts";
import { printResult } from "#lang/printCall.ts";
import type { Step } from "#timeline/timeline.ts";
import { words as pageWords } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { SourceText } from "#ui/program/SourceText.tsx";
import { useExplorer } from "#ui/store.tsx";
import { callSentence } from "#ui/text/callSentence.ts";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { replacePath } from "#ui/views/route.ts";
import styles from "./Handout.module.css";
import { StillPicture } from "./StillPicture.tsx";
import { Words } from "./Words.tsx";
import { words } from "./words.ts";

type Kind = keyof typeof words.kinds;

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: "handout", label: words.kinds.handout },
  { value: "worksheet", label: words.kinds.worksheet },
  { value: "answers", label: words.kinds.answers },
];

const kindOf = (path: readonly string[]): Kind =>
  KINDS.find(({ value }) => value === path[0])?.value ?? "handout";

const selectRun = (state: ExplorerState) => state.run;
const selectTitle = (state: ExplorerState) => state.title;

interface CallProps {
  readonly step: Step;
  readonly kind: Kind;
}

/** One call: what it says, and what came of it, or room to write it down. */
function Call({ step, kind }: CallProps) {
  const timeline = useExplorer(selectRun).timeline;
  const number = step.index + 1;
  const told = kind !== "worksheet";
  return (
    <li className={styles["call"]}>
      <h2 className={styles["number"]}>
        {words.call(number)}
        {step.thread !== "main" && <span className={styles["thread"]}>{step.thread}</span>}
      </h2>
      <code className={styles["source"]}>
        <SourceText text={step.text} breaks />
      </code>
      {kind !== "handout" && <p className={styles["ask"]}>{words.ask}</p>}
      <p className={styles["result"]}>
        <span>{words.result}</span>
        {told ? (
          <code>{printResult(step.call.name, step.result)}</code>
        ) : (
          <span className={styles["blank"]} />
        )}
      </p>
      {told ? (
        <>
          <StillPicture timeline={timeline} done={number} label={words.picture(number)} />
          <p>{callSentence(step)}</p>
        </>
      ) : (
        <div className={styles["sketch"]} />
      )}
    </li>
  );
}

/** The run on paper: one small picture for each call, with results, or with room for a student's own. */
export function HandoutPage({ path }: PageProps) {
  const kind = kindOf(path);
  const { timeline, text, kernel } = useExplorer(selectRun);
  const title = useExplorer(selectTitle) || pageWords.ownProgram;
  const heading = useRef<HTMLHeadingElement>(null);
  useEscapeToWorkbench();
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const label = kernelById(kernel)?.label ?? kernel;
  return (
    <div className={styles["page"]}>
      <PageBar>
        <Segmented
          label={words.kind}
          options={KINDS}
          value={kind}
          onChange={(value) => replacePath([value])}
        />
        <Button look="primary" onClick={() => window.print()}>
          {words.print}
        </Button>
      </PageBar>
      <main className={styles["sheet"]}>
        <header className={styles["head"]}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p>{words.on(label)}</p>
          {kind === "worksheet" && (
            <p className={styles["fields"]}>
              <span>{words.name}</span>
              <span>{words.date}</span>
            </p>
          )}
        </header>
        {timeline.steps.length === 0 ? (
          <p>{words.empty}</p>
        ) : (
          <>
            <Words asked={kind !== "handout"} told={kind !== "worksheet"} />
            <section className={styles["first"]}>
              <h2 className={styles["number"]}>{words.program}</h2>
              <pre className={styles["program"]}>
                {text
                  .trimEnd()
                  .split("\n")
                  .map((line, index) => (
                    // A line has no identity but its place.
                    // oxlint-disable-next-line react/no-array-index-key
                    <code key={index} className={styles["line"]}>
                      <SourceText text={line} />
                    </code>
                  ))}
              </pre>
            </section>
            <ol className={styles["calls"]}>
              {timeline.steps.map((step) => (
                <Call key={step.index} step={step} kind={kind} />
              ))}
            </ol>
          </>
        )}
      </main>
    </div>
  );
}
