import { expect, test } from "vitest";
import { KERNELS, kernelById } from "#engine/kernels.ts";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { shownStep } from "./resultAt.ts";
import { type AnswerGroup, answerOn, groupAnswers, rangesOf } from "./versions.ts";

const GROW = "p = mmap(NULL, 1*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\n";

function groupsOf(program: string, kernel: string): readonly AnswerGroup[] {
  const step = runProgram(parseScenario(program).program, { kernel }).steps.at(-1);
  const rerun = step === undefined ? null : shownStep(step).rerun;
  if (rerun === null) throw new Error("nothing to ask");
  return groupAnswers(
    KERNELS.map((each) => answerOn(each, rerun)),
    kernel,
  );
}

test("releases that follow each other are a range, a patch is named apart", () => {
  const some = ["v3", "5.10", "5.15", "7.3"].flatMap((id) => kernelById(id) ?? []);
  expect(rangesOf(some)).toBe("5.10 – 5.15, 7.3, v3 patch");
  expect(rangesOf(KERNELS)).toBe("Every kernel here, 5.4 to 7.3");
});

test("a flag that 5.4 does not know succeeds on the later kernels", () => {
  const groups = groupsOf(`${GROW}mremap(p, 1*PAGE, 1*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)\n`, "5.4");
  expect(groups[0]).toMatchObject({ kernels: "5.4", same: true });
  expect(groups[0]?.text).toMatch(/^EINVAL: /);
  expect(groups.find(({ text }) => text === "succeeds")?.kernels).toBe("5.10 – 7.3");
});

test("what fails everywhere is one line", () => {
  expect(groupsOf(`${GROW}mremap(p, 1*PAGE, 0, 0)\n`, "6.18")).toEqual([
    {
      kernels: "Every kernel here, 5.4 to 7.3",
      text: expect.stringMatching(/^EINVAL: /) as string,
      same: true,
    },
  ]);
});
