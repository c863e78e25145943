import type { Call, CallResult } from "#engine/calls.ts";
import { KERNELS, type KernelProfile } from "#engine/kernels.ts";
import type { Machine, Tid } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { resultWords } from "./words.ts";

/** A call that can be made again, on the machine as it was before it. */
export interface Rerun {
  readonly machine: Machine;
  readonly tid: Tid;
  readonly call: Call;
}

/** How one kernel answers. */
export interface Answer {
  readonly kernel: KernelProfile;
  /** The answer in a line: answers that read the same are the same. */
  readonly text: string;
}

/** An answer and everywhere it is given. */
export interface AnswerGroup {
  readonly text: string;
  /** "5.10 – 7.3, v3 patch". */
  readonly kernels: string;
  /** As on the kernel at hand. */
  readonly same: boolean;
}

/** Where an address lies is no difference: kernels place mappings at different multiples. */
function answerText(result: CallResult): string {
  switch (result.kind) {
    case "ok":
      return resultWords.succeeds;
    case "failed":
      return resultWords.answer(result.errno, result.why);
    case "signal":
      return resultWords.answer(result.info.signal, result.why);
    case "blocked":
      return resultWords.sleeps;
    case "notModelled":
      return resultWords.notModelled(result.why);
  }
}

/** The one call on another kernel: only the call's own rules differ, not what came before. */
export function answerOn(kernel: KernelProfile, { machine, tid, call }: Rerun): Answer {
  const config = { ...machine.config, kernel };
  const { result } = runCall({ ...machine, config }, tid, call, { watch: false });
  return { kernel, text: answerText(result) };
}

/** A patch that never was a release has no place in a range of releases. */
const isRelease = ({ id }: KernelProfile): boolean => /^\d/.test(id);
const RELEASES = KERNELS.filter(isRelease);
const PATCHES = KERNELS.filter((kernel) => !isRelease(kernel));

/** The kernels in words, releases that follow each other as a range. */
export function rangesOf(kernels: readonly KernelProfile[]): string {
  if (kernels.length === KERNELS.length) return resultWords.everywhere(RELEASES[0]?.id, RELEASES.at(-1)?.id);
  const runs: (readonly [first: string, last: string])[] = [];
  let open = false;
  for (const kernel of RELEASES) {
    const inside = kernels.includes(kernel);
    const run = runs.at(-1);
    if (inside && open && run !== undefined) runs[runs.length - 1] = [run[0], kernel.id];
    else if (inside) runs.push([kernel.id, kernel.id]);
    open = inside;
  }
  const ranges = runs.map(([first, last]) => (first === last ? first : `${first} – ${last}`));
  const patches = PATCHES.filter((kernel) => kernels.includes(kernel)).map(({ id }) => resultWords.patch(id));
  return [...ranges, ...patches].join(", ");
}

/** Answers that are the same together: first that of the kernel at hand, then the others, oldest first. */
export function groupAnswers(answers: readonly Answer[], own: string): readonly AnswerGroup[] {
  const shown = answers.find(({ kernel }) => kernel.id === own)?.text;
  const texts = [...new Set(answers.map(({ text }) => text))];
  const groups = texts.map((text) => ({
    text,
    kernels: rangesOf(answers.filter((answer) => answer.text === text).map(({ kernel }) => kernel)),
    same: text === shown,
  }));
  return [...groups.filter(({ same }) => same), ...groups.filter(({ same }) => !same)];
}
