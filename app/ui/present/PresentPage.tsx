import { useEffect, useState } from "react";
import type { Walk } from "#scenarios/walks/walk.ts";
import { walkById } from "#scenarios/walks/walks.ts";
import { problemOf } from "#teach/steps.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { usePlayback } from "#ui/hooks/playback.ts";
import { words as pageWords } from "#ui/messages.ts";
import { StoreContext, useExplorer, useStoreApi } from "#ui/store.tsx";
import type { PageProps } from "#ui/views/registry.ts";
import { fragmentOf, replacePath } from "#ui/views/route.ts";
import { createStepStore, workOfProblem } from "#ui/walks/stepStore.ts";
import { PresentSlide } from "./PresentSlide.tsx";
import { slideOfScenario, slideOfStep } from "./slide.ts";
import { type Session, startSession } from "./usePresentation.ts";
import { words } from "./words.ts";

const NO_TURN = (): boolean => false;

/** The projector's theme while it lasts; the reader's own comes back. */
function useProjector(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset["theme"] = "projector";
    return () => {
      if (theme === undefined) delete dataset["theme"];
      else dataset["theme"] = theme;
    };
  }, []);
}

interface RunProps {
  readonly session: Session;
  readonly remark: string | null;
}

/** The run of the workbench. */
function PresentRun({ session, remark }: RunProps) {
  const store = useStoreApi();
  const catalog = useCatalog();
  const scenario = scenarioOf(
    catalog,
    useExplorer((state) => state.scenario),
  );
  const title = useExplorer((state) => state.title) || pageWords.ownProgram;
  const [slide] = useState(() => slideOfScenario(scenario, title));
  useEffect(() => store.getState().actions.pause(), [store]);
  return <PresentSlide slide={slide} session={session} place={null} onTurn={NO_TURN} remark={remark} />;
}

interface StepProps {
  readonly walk: Walk;
  readonly index: number;
  readonly session: Session;
}

/** Nothing stops by itself before a question: the clicker decides. */
const NO_QUESTION = (): null => null;

function Playing({ children }: { readonly children: React.ReactNode }) {
  usePlayback(NO_QUESTION);
  return children;
}

/** A step of a walkthrough, with the run of its own. */
function PresentStep({ walk, index, session }: StepProps) {
  const main = useStoreApi();
  const step = walk.steps[index];
  if (step === undefined) throw new Error("there is no such step");
  const [problem] = useState(() => problemOf(step, null));
  const [slide] = useState(() => slideOfStep(walk, step, problem));
  const [store] = useState(() =>
    createStepStore(workOfProblem(problem, step.kernel, step.title, false), main.getState()),
  );
  useEffect(() => main.getState().actions.pause(), [main]);
  const [onTurn] = useState(() => (by: 1 | -1): boolean => {
    const next = walk.steps[index + by];
    if (next !== undefined) replacePath([walk.id, next.id]);
    return next !== undefined;
  });
  return (
    <StoreContext value={store}>
      <Playing>
        <PresentSlide
          slide={slide}
          session={session}
          place={fragmentOf("walks", [walk.id, step.id])}
          onTurn={onTurn}
          remark={null}
        />
      </Playing>
    </StoreContext>
  );
}

/** The step that the address names, or the first. */
const indexOf = ({ steps }: Walk, id: string | undefined): number => {
  const found = steps.findIndex((step) => step.id === id);
  return found < 0 ? 0 : found;
};

/** `#/present`: the run of the workbench; `#/present/<walkthrough>/<step>`: a walkthrough. */
export function PresentPage({ path }: PageProps) {
  const [session] = useState(startSession);
  useProjector();
  const [id, stepId] = path;
  const walk = id === undefined ? undefined : walkById(id);
  if (walk === undefined) {
    return <PresentRun session={session} remark={id === undefined ? null : words.unknownWalk} />;
  }
  const index = indexOf(walk, stepId);
  return <PresentStep key={`${walk.id}/${index}`} walk={walk} index={index} session={session} />;
}
