import type { Question } from "#scenarios/scenario.ts";
import type { ExplorerState } from "#store/types.ts";
import { expectedAnswer } from "#teach/judge.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useExplorer } from "#ui/store.tsx";
import styles from "./Handout.module.css";
import { words } from "./words.ts";

const selectScenario = (state: ExplorerState) => state.scenario;
const selectRun = (state: ExplorerState) => state.run;

/** The scenario as the library has it; a program that was changed has no words of its own. */
function useScenario() {
  const scenario = scenarioOf(useCatalog(), useExplorer(selectScenario));
  const { text } = useExplorer(selectRun);
  return scenario?.program === text ? scenario : null;
}

/** Room for an answer, by the kind of the question. */
function Room({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case "choose":
      return (
        <ul className={styles["options"]}>
          {question.options.map(({ text }) => (
            <li key={text}>
              <CodeWords text={text} />
            </li>
          ))}
        </ul>
      );
    case "count":
      return (
        <p className={styles["result"]}>
          <span className={styles["blank"]} />
          <span>{question.unit}</span>
        </p>
      );
    case "place":
      return (
        <p className={styles["boxes"]}>
          {Array.from({ length: question.pages }, (_, page) => (
            <span key={page}>{page + 1}</span>
          ))}
        </p>
      );
  }
}

interface AnswerProps {
  readonly question: Question;
  readonly timeline: Timeline;
}

/** What the engine says, and the rule. */
function Answer({ question, timeline }: AnswerProps) {
  const expected = expectedAnswer(question, timeline);
  const unit = question.kind === "count" ? ` ${question.unit}` : "";
  return (
    <>
      {expected !== null && (
        <p>
          <strong>
            <CodeWords text={`${expected}${unit}`} />
          </strong>
        </p>
      )}
      <p>
        <CodeWords text={question.rule} />
      </p>
    </>
  );
}

/** What a scenario asks, on paper; with `told` what it tells as well. */
export function Words({ asked, told }: { readonly asked: boolean; readonly told: boolean }) {
  const scenario = useScenario();
  const { timeline } = useExplorer(selectRun);
  if (scenario === null) return null;
  const { ask, question, story, aha } = scenario;
  return (
    <section className={styles["words"]}>
      <p>
        <CodeWords text={ask} />
      </p>
      {told &&
        [...story, aha].map((sentence) => (
          <p key={sentence}>
            <CodeWords text={sentence} />
          </p>
        ))}
      {asked && question !== null && (
        <div className={styles["question"]}>
          <h2 className={styles["number"]}>{words.beforeCall(question.before)}</h2>
          <p>
            <CodeWords text={question.prompt} />
          </p>
          <Room question={question} />
          {told && <Answer question={question} timeline={timeline} />}
        </div>
      )}
    </section>
  );
}
