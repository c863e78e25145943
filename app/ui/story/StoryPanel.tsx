import { selectDone, selectTimeline } from "#store/selectors.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import type { ExplorerState } from "#store/types.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { FoldingPanel } from "#ui/layout/FoldingPanel.tsx";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { useExplorer } from "#ui/store.tsx";
import { useWithheld } from "#ui/students.ts";
import { CodeWords } from "./CodeWords.tsx";
import { QuestionCard } from "./QuestionCard.tsx";
import styles from "./Story.module.css";

const More = late<{ readonly scenario: Scenario }>(async () => (await import("./More.tsx")).More);

const selectScenario = (state: ExplorerState) => state.scenario;
const selectProgress = (state: ExplorerState) => state.progress;

/** The three words that everything else is said in. */
function Legend() {
  return <p className={styles["legend"]}>{words.legend}</p>;
}

/**
 * What a scenario asks, its question, and the text that tells: not before the reader has answered, or has seen the call
 * that answers. When the run is over, what stays in mind. On a phone the question comes at once, without a `lead`.
 */
export function StoryPanel({ lead }: { readonly lead: boolean }) {
  const catalog = useCatalog();
  const scenario = scenarioOf(catalog, useExplorer(selectScenario));
  const done = useExplorer(selectDone);
  const calls = useExplorer(selectTimeline).steps.length;
  const answers = useExplorer(selectProgress);
  const withheld = useWithheld();
  if (scenario === null) {
    return (
      <FoldingPanel name="story" title={words.story} tools={<Legend />}>
        <p>{words.noStory}</p>
      </FoldingPanel>
    );
  }
  const { question } = scenario;
  const settled = question === null || answers[question.id] !== undefined || done >= question.before;
  // A program that was cut short is over before its question has come up.
  const over = settled && calls > 0 && done >= calls;
  return (
    <FoldingPanel name="story" title={words.story} tools={<Legend />}>
      {lead && (
        <p className={styles["prompt"]}>
          <CodeWords text={scenario.ask} />
        </p>
      )}
      {question && <QuestionCard key={question.id} question={question} />}
      <div className={styles["story"]}>
        {(settled && !withheld ? scenario.story : []).map((sentence) => (
          <p key={sentence}>
            <CodeWords text={sentence} />
          </p>
        ))}
        {over && (
          <p className={styles["aha"]}>
            <CodeWords text={scenario.aha} />
          </p>
        )}
      </div>
      {!withheld && <More scenario={scenario} />}
    </FoldingPanel>
  );
}
