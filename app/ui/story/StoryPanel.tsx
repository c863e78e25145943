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

/** The three words that everything else is said in. */
function Legend() {
  return <p className={styles["legend"]}>{words.legend}</p>;
}

/** The text that goes with a scenario, its question, and, when the run is over, what stays in mind. */
export function StoryPanel({ questionFirst }: { readonly questionFirst: boolean }) {
  const catalog = useCatalog();
  const scenario = scenarioOf(catalog, useExplorer(selectScenario));
  const done = useExplorer(selectDone);
  const calls = useExplorer(selectTimeline).steps.length;
  const withheld = useWithheld();
  if (scenario === null) {
    return (
      <FoldingPanel name="story" title={words.story} tools={<Legend />}>
        <p>{words.noStory}</p>
      </FoldingPanel>
    );
  }
  const question = scenario.question && (
    <QuestionCard key={scenario.question.id} question={scenario.question} />
  );
  const over = calls > 0 && done >= calls;
  return (
    <FoldingPanel name="story" title={words.story} tools={<Legend />}>
      {questionFirst && question}
      <div className={styles["story"]}>
        {(withheld ? [] : scenario.story).map((sentence) => (
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
      {!questionFirst && question}
      {!withheld && <More scenario={scenario} />}
    </FoldingPanel>
  );
}
