import type { Fact } from "#scenarios/scenario.ts";
import { TRIED_KERNELS } from "#scenarios/trials/trial.ts";
import type { Dice } from "../dice.ts";
import type { Problem, ProblemQuestion } from "../problem.ts";
import { kindOfMemory } from "./dontunmap.ts";
import { failedAndGone } from "./failures.ts";
import {
  DONTUNMAP,
  HEAP,
  PLAIN,
  anon,
  at,
  callsIn,
  farAway,
  hexOf,
  move,
  pageWord,
  pagesOf,
  problem,
  sharedAnon,
  sizeOf,
  store,
} from "./lines.ts";

/** One call, and the reader marks the kernels on which something holds. */
const onKernels = (before: number, prompt: string, rule: string, fact: Fact): ProblemQuestion => ({
  kind: "kernels",
  before,
  prompt,
  rule,
  fact,
  kernels: TRIED_KERNELS,
});

const works = (call: number): Fact => ({ fact: "result", call, is: "ok" });

export const fiveShared = (dice: Dice): Problem => {
  const pages = dice.number(2, 6);
  const shared = dice.flag();
  const make = shared ? sharedAnon : anon;
  const lines = [
    make("memory", HEAP, pages),
    store("memory", pages, "A"),
    move("memory", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9)))),
  ];
  const prompt = `${pageWord(pages)} of ${shared ? "shared" : "private"} memory, all three flags. On which kernels does the call succeed?`;
  const { rule } = kindOfMemory(dice).question;
  return problem(lines, onKernels(3, prompt, rule, works(3)));
};

export const fiveSeveral = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const split = dice.number(1, pages - 1);
  const several = dice.flag();
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    ...(several ? [`mprotect(${at("heap", split)}, ${sizeOf(pages - split)}, PROT_READ)`] : []),
  ];
  const call = callsIn(lines) + 1;
  const now = several
    ? `two mappings of ${split} and ${pages - split} pages`
    : `one mapping of ${pages} pages`;
  return problem(
    [...lines, move("heap", pages, PLAIN, hexOf(farAway(dice.number(1, 9))))],
    onKernels(
      call,
      `The range is ${now}, and is to move in one call with FIXED. On which kernels does it succeed?`,
      "Until 6.16 the source has to lie in one mapping, or the answer is EFAULT. Since 6.17 a call with FIXED and equal sizes moves several.",
      works(call),
    ),
  );
};

export const fiveDestination = (dice: Dice): Problem => {
  const { program, question } = failedAndGone(dice);
  if (question.kind !== "place") throw new Error("this exercise places pages");
  const are = "-".repeat(question.pages);
  const whole = program.replace(/mremap\(heap, 0, [^,]+,/, `mremap(heap, 0, ${sizeOf(question.pages)},`);
  return {
    program: whole,
    question: onKernels(
      question.before,
      `EINVAL everywhere: private memory has no second view. FIXED named a destination of ${pageWord(question.pages)}. On which kernels is it unmapped all the same?`,
      question.rule,
      { fact: "pages", from: "target", after: question.before, are },
    ),
  };
};

export const fiveNothing = (dice: Dice): Problem => {
  const pages = dice.number(1, 4);
  const lines = [
    anon("heap", HEAP, 1),
    `mremap(${hexOf(pagesOf(HEAP, dice.number(8, 20)))}, ${sizeOf(pages)}, ${sizeOf(pages)}, 0, 0)`,
  ];
  return problem(
    lines,
    onKernels(
      2,
      `Nothing is mapped at the address. mremap is asked to make ${pageWord(pages)} there ${pageWord(pages)} long. On which kernels is that a success?`,
      "Until 5.15 a call that changes nothing did not look at the mapping at all. Since 5.16 it is looked up first, and EFAULT is the answer.",
      works(2),
    ),
  );
};

export const fiveSeal = (dice: Dice): Problem => {
  const pages = dice.number(2, 5);
  const now = dice.number(1, pages - 1);
  const lines = [
    anon("heap", HEAP, pages),
    `mseal(heap, ${sizeOf(pages)}, 0)`,
    `mremap(heap, ${sizeOf(pages)}, ${sizeOf(now)}, 0, 0)`,
  ];
  return problem(
    lines,
    onKernels(
      2,
      `A program seals ${pageWord(pages)} and then shrinks them to ${now}. On which kernels does the seal hold?`,
      "mseal came with 6.10. Before, the call is ENOSYS, nothing is sealed, and mremap goes through.",
      { fact: "result", call: 3, is: "EPERM" },
    ),
  );
};

export const fiveTwice = (dice: Dice): Problem => {
  const pages = dice.number(2, 8);
  const lines = [
    anon("heap", HEAP, pages),
    `mlock(heap, ${sizeOf(pages)})`,
    move("heap", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9)))),
  ];
  return problem(
    lines,
    onKernels(
      3,
      `${pageWord(pages)} are locked and move with DONTUNMAP. On which kernels does VmLck grow by ${pages * 4} kB?`,
      "Only the new mapping is locked, so the count should stay. From 6.15 to 7.2.7 it was counted twice.",
      { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: pages },
    ),
  );
};
