import { describe, expect, it } from "vitest";
import { BEHAVIOURS, type BehaviourName } from "#engine/kernelBehaviours.ts";
import { parseScenario } from "#lang/scenario.ts";
import { scenariosById } from "#scenarios/library.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { contrastOf, sidesOf } from "./contrast.ts";
import { PLAYS } from "./plays.ts";
import { UNSHOWN } from "./unshown.ts";

const names = Object.keys(PLAYS) as BehaviourName[];

describe.each(names)("the change %s", (name) => {
  const play = PLAYS[name];
  const text =
    play === undefined
      ? ""
      : "program" in play
        ? play.program
        : (scenariosById.get(play.scenario)?.program ?? "");

  it("has a program without mistakes", () => {
    const { diagnostics } = parseScenario(text);
    expect(text).not.toBe("");
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("shows on the two sides of the change", () => {
    const sides = sidesOf(name, BEHAVIOURS[name], play?.atEnd);
    expect(sides).not.toBeNull();
    if (sides === null) return;
    const { program } = parseScenario(text);
    const contrast = contrastOf(
      runProgram(program, { kernel: sides.before.id }),
      runProgram(program, { kernel: sides.after.id }),
      play?.call,
    );
    expect(contrast).not.toBeNull();
    expect(contrast?.before).not.toBe(contrast?.after);
  });
});

it("has a play, or the reason why there is none, for every behaviour", () => {
  const named = [...Object.keys(PLAYS), ...Object.keys(UNSHOWN)];
  expect(named.toSorted()).toEqual(Object.keys(BEHAVIOURS).toSorted());
});
