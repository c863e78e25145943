import type { MmId } from "#engine/machine.ts";
import { stepSentence } from "#scene/stepWords.ts";
import { plainText } from "#scene/words.ts";
import type { Step } from "#timeline/timeline.ts";

const mmOf = ({ before, thread }: Step): MmId => {
  const tasks = [...before.tasks.values()];
  return (tasks.find(({ name }) => name === thread) ?? tasks[0])?.mm ?? 1;
};

/** What a call did, in one plain sentence. */
export const callSentence = (step: Step): string => plainText(stepSentence(step, mmOf(step), step.names));
