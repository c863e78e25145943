import { useEffect, useState } from "react";
import type { Walk } from "#scenarios/walks/walk.ts";
import { walkById } from "#scenarios/walks/walks.ts";
import { problemOf } from "#teach/steps.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { words as pageWords } from "#ui/messages.ts";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import type { PageProps } from "#ui/views/registry.ts";
import { fragmentOf, replacePath } from "#ui/views/route.ts";
import { workOfProblem } from "#ui/walks/stepStore.ts";
import { PresentShared } from "./PresentShared.tsx";
import { PresentSlide } from "./PresentSlide.tsx";
import { PresentStep, type Staged } from "./PresentStep.tsx";
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

/** A step of a built-in walkthrough. */
const stagedOf = (walk: Walk, index: number): Staged => {
  const step = walk.steps[index];
  if (step === undefined) throw new Error("there is no such step");
  const problem = problemOf(step, null);
  return {
    slide: slideOfStep(walk, step, problem),
    work: workOfProblem(problem, step.kernel, step.title, false),
  };
};

/** The step that the address names, or the first. */
const indexOf = ({ steps }: Walk, id: string | undefined): number => {
  const found = steps.findIndex((step) => step.id === id);
  return found < 0 ? 0 : found;
};

/** `#/present`: the run of the workbench; `#/present/<walkthrough>/<step>` and `#/present/shared/…`: a walkthrough. */
export function PresentPage({ path }: PageProps) {
  const [session] = useState(startSession);
  useProjector();
  const [id, part, number] = path;
  if (id === "shared") return <PresentShared packed={part ?? ""} part={number} session={session} />;
  const walk = id === undefined ? undefined : walkById(id);
  if (walk === undefined) {
    return <PresentRun session={session} remark={id === undefined ? null : words.unknownWalk} />;
  }
  const index = indexOf(walk, part);
  return (
    <PresentStep
      key={`${walk.id}/${index}`}
      staged={() => stagedOf(walk, index)}
      place={fragmentOf("walks", [walk.id, walk.steps[index]?.id ?? ""])}
      session={session}
      turn={(by) => {
        const next = walk.steps[index + by];
        if (next !== undefined) replacePath([walk.id, next.id]);
        return next !== undefined;
      }}
    />
  );
}
