import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { layoutOf } from "#scene/layout.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { SCALES } from "./scales.ts";

/** What head, sentence and playback leave of a frame of 720 by 405; the soak measures it in a browser. */
const ROOM = { width: 720, height: 277 };

/** The height of the picture at the smallest scale, in CSS pixels. */
const heightOf = (program: string, kernel: string): number => {
  const timeline = runProgram(parseScenario(program).program, { kernel });
  const layout = layoutOf(timeline, { ...ROOM, orientation: "wide", scale: SCALES.at(-1) ?? 1 });
  return layout.height * layout.scale;
};

describe("an embedded frame of 720 by 405", () => {
  it("has room for the whole picture of every scenario", () => {
    const tooHigh = LIBRARY.map(({ id, program, kernels }) => {
      const height = heightOf(program, kernels.at(-1) ?? "6.18");
      return { id, height: Math.round(height) };
    }).filter(({ height }) => height > ROOM.height);
    expect(tooHigh).toEqual([]);
  });
});
