import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY, scenariosById } from "#scenarios/library.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { entryOf } from "./facets.ts";
import { previewOf } from "./preview.ts";
import { HEIGHT, WIDTH } from "./thumbnail.ts";

const preview = (id: string, kernel: string | null = null) => {
  const scenario = scenariosById.get(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return previewOf(scenario, kernel);
};

const shapes = (id: string): readonly string[] =>
  (preview(id).thumbnail?.blocks ?? []).map(({ cells }) =>
    cells.map(({ shape }) => (shape === "frame" ? "x" : ".")).join(""),
  );

describe("the preview of a scenario", () => {
  it("shows memory after the last mremap: a hole in the table, not in the list", () => {
    expect(shapes("hole-in-the-table")).toEqual(["xx...xxx", "xxx"]);
    const { thumbnail } = preview("hole-in-the-table");
    expect(thumbnail?.blocks.map(({ lit }) => lit)).toEqual([false, true]);
    expect(thumbnail?.frames).toHaveLength(8);
  });

  it("draws two entries of one frame to one frame", () => {
    const { thumbnail } = preview("same-memory-twice");
    expect(thumbnail?.links.length).toBeGreaterThan(thumbnail?.frames.length ?? 0);
  });

  it("says what the call does, and nothing where it fails", () => {
    const verbs = ["grow-in-place", "java-heap", "shrink", "same-size", "sealed"].map(
      (id) => preview(id).verb,
    );
    expect(verbs).toEqual(["grows", "moves", "shrinks", "stays", null]);
  });

  it("belongs to the kernel that was asked for", () => {
    expect(preview("january-resizes", "6.18").verb).toBeNull();
    expect(preview("january-resizes", "v3").verb).not.toBeNull();
  });

  it.each(LIBRARY)("of $id fits its frame and names every errno of the default run", (scenario) => {
    const { thumbnail } = previewOf(scenario, null);
    const { blocks = [], frames = [], size = 0 } = thumbnail ?? {};
    expect(size).toBeLessThan(HEIGHT);
    for (const { x, w } of blocks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(WIDTH);
    }
    blocks
      .slice(1)
      .forEach(({ x }, i) => expect(x).toBeGreaterThan((blocks[i]?.x ?? 0) + (blocks[i]?.w ?? 0)));
    for (const { x } of frames) expect(x).toBeGreaterThanOrEqual(0);
    const { steps } = runProgram(parseScenario(scenario.program).program, {});
    const failed = steps.flatMap(({ result }) => (result.kind === "failed" ? [result.errno] : []));
    const { errnos } = entryOf(scenario);
    expect(failed.filter((errno) => !errnos.includes(errno))).toEqual([]);
  });
});
