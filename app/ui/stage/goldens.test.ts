/**
 * What every scenario of the library looks like, as text: the last call of each kind at five places. A line is
 * written only when it differs from the one before, so that a file reads as what changes. When a change is meant,
 * `npx vitest run app/ui/stage -u` writes the files anew; read the difference before it is kept.
 */
import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { layoutOf } from "#scene/layout.ts";
import { frameAt, planStep, sentenceAt } from "#scene/plan.ts";
import { pictureText } from "#scene/testText.ts";
import { plainText } from "#scene/words.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

const PLACES = [0, 0.25, 0.5, 0.75, 1];
const LONGEST = 360;

/** Long lines keep their beginning and a checksum of the rest. */
const short = (line: string): string => {
  if (line.length <= LONGEST) return line;
  let sum = 0;
  for (const character of line) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 4_294_967_291;
  return `${line.slice(0, LONGEST)} … ${sum.toString(16)}`;
};

/** The last call of each kind: by name, and by whether it succeeds. */
const telling = ({ steps }: Timeline): readonly Step[] => {
  const last = new Map(steps.map((step) => [`${step.call.name} ${step.result.kind}`, step]));
  return [...last.values()];
};

const NO_NAMES: ReadonlyMap<string, bigint> = new Map();

const textOf = (scenario: Scenario): string => {
  const timeline = runProgram(parseScenario(scenario.program).program, { kernel: "6.18" });
  const layout = layoutOf(timeline, { width: 760, height: 520, orientation: "wide" });
  const lines = [`# ${scenario.id}`];
  for (const step of telling(timeline)) {
    const plan = planStep(step, layout, timeline.steps[step.index - 1]?.names ?? NO_NAMES);
    lines.push(`## ${step.index + 1} ${step.text}`, plan.stages.map(({ kind }) => kind).join(" "));
    let before = new Set<string>();
    for (const t of PLACES) {
      const now = pictureText(frameAt(plan, t)).split("\n").map(short);
      lines.push(`t=${t} ${plainText(sentenceAt(plan, t))}`);
      lines.push(...now.filter((line) => !before.has(line)).map((line) => `  ${line}`));
      before = new Set(now);
    }
  }
  return lines.join("\n");
};

const chapters = [...new Set(LIBRARY.map(({ chapter }) => chapter))];

describe("scenarios of the library", () => {
  it.each(chapters)("look as ever, chapter %d", async (chapter) => {
    const texts = LIBRARY.filter((scenario) => scenario.chapter === chapter).map(textOf);
    await expect(`${texts.join("\n\n")}\n`).toMatchFileSnapshot(`__snapshots__/chapter-${chapter}.txt`);
  });
});
