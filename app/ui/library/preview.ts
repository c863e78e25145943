import { parseScenario } from "#lang/scenario.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { surveyOf } from "#scene/survey.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step } from "#timeline/timeline.ts";
import { type Thumbnail, thumbnailOf } from "./thumbnail.ts";

/** What the last mremap of a program does with its mapping. Null when it fails; its errno says the rest. */
export type Verb = "moves" | "grows" | "shrinks" | "stays" | "sleeps" | "none";

export interface Preview {
  readonly verb: Verb | null;
  /** Memory when the last mremap is done; null when nothing runs. */
  readonly thumbnail: Thumbnail | null;
}

const verbOf = ({ call, result }: Step): Verb | null => {
  if (call.name !== "mremap") return "none";
  if (result.kind === "blocked") return "sleeps";
  if (result.kind !== "ok") return null;
  const [from, old, now] = call.args;
  if (result.value !== from) return "moves";
  if (typeof old !== "bigint" || typeof now !== "bigint" || old === now) return "stays";
  return now > old ? "grows" : "shrinks";
};

/** Runs a scenario and looks at it after its last mremap. `kernel`: null for the one it names, or the default. */
export const previewOf = ({ program }: Scenario, kernel: string | null): Preview => {
  const timeline = runProgram(parseScenario(program).program, kernel === null ? {} : { kernel });
  const step = timeline.steps.findLast(({ call }) => call.name === "mremap") ?? timeline.steps.at(-1);
  if (step === undefined) return { verb: "none", thumbnail: null };
  const survey = surveyOf(timeline);
  const mm = step.after.mms.get(survey.mm);
  const lit = step.call.name === "mremap" && step.result.kind === "ok" ? Number(step.result.value) : null;
  return {
    verb: verbOf(step),
    thumbnail: mm === undefined ? null : thumbnailOf(step.after, mm, survey.ranges, lit),
  };
};
