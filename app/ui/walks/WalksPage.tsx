import type { Walk } from "#scenarios/walks/walk.ts";
import { WALKS, walkById } from "#scenarios/walks/walks.ts";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { ProgressPage } from "./ProgressPage.tsx";
import { StepPage } from "./StepPage.tsx";
import { WalkList } from "./WalkList.tsx";

/** The step that the address names, or the first. */
const indexOf = ({ steps }: Walk, id: string | undefined): number => {
  const found = steps.findIndex((step) => step.id === id);
  return found < 0 ? 0 : found;
};

/** `#/walks`, `#/walks/<id>/<step>`, `#/walks/<id>/<step>/<seed>`, `#/walks/progress/<packed>`. */
export function WalksPage({ path }: PageProps) {
  const [id, stepId, seed] = path;
  useEscapeToWorkbench();
  if (id === "progress") return <ProgressPage packed={stepId ?? ""} />;
  const walk = id === undefined ? undefined : walkById(id);
  if (walk === undefined) return <WalkList walks={WALKS} unknown={id !== undefined} />;
  const index = indexOf(walk, stepId);
  // Each step, and each set of numbers, is a page of its own.
  return <StepPage key={`${walk.id}/${index}/${seed ?? ""}`} walk={walk} index={index} seed={seed ?? null} />;
}
