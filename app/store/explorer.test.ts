import { describe, expect, it, vi } from "vitest";
import { LIBRARY } from "#scenarios/library.ts";
import { composerActions } from "./actions/composerActions.ts";
import type { ExplorerParts } from "./actions/context.ts";
import { workOf } from "./actions/workActions.ts";
import { createExplorer } from "./explorer.ts";
import type { Explorer } from "./explorer.ts";
import { runText } from "./runner.ts";
import { createShelf } from "./shelf.ts";
import { flagMatrix, kernelRow } from "./matrix.ts";
import { selectComposed } from "./composed.ts";
import { selectLine, selectStep } from "./selectors.ts";

const counted = (): (() => string) => {
  let count = 0;
  return () => `id${(count += 1)}`;
};
const partsOf = (): ExplorerParts => ({
  runner: runText,
  composerActions,
  ticks: () => [0.25, 0.5, 1],
  scenarios: createShelf(async () => undefined, LIBRARY),
  newId: counted(),
});
const opened = (id: string): Explorer => {
  const explorer = createExplorer(partsOf());
  explorer.getState().actions.openScenario(id);
  return explorer;
};

const TWO_CALLS = `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(heap, 2*PAGE, 'A')
`;

describe("the program", () => {
  it("is run when a scenario is opened", () => {
    const { run, title, scenario, cursor } = opened("grow-in-place").getState();
    expect(run.timeline.steps).toHaveLength(5);
    expect(run.kernel).toBe("6.18");
    expect([title, scenario, cursor]).toEqual(["Grow in place", "grow-in-place", { done: 0, t: 0 }]);
  });

  it("keeps the last good run while the text has an error, and says where", () => {
    const explorer = opened("grow-in-place");
    const { actions, run } = explorer.getState();
    actions.editText("heap = mmap(1\nstore(heap, 1, 2)");
    const broken = explorer.getState();
    expect(broken.run.stale).toBe(true);
    expect(broken.run.timeline).toBe(run.timeline);
    expect(broken.run.diagnostics[0]?.range.line).toBe(1);
    actions.editText(TWO_CALLS);
    expect(explorer.getState().run).toMatchObject({ stale: false, text: TWO_CALLS, diagnostics: [] });
  });

  it("leaves the reader in place when only later calls change", () => {
    const explorer = opened("grow-in-place");
    const { actions, text } = explorer.getState();
    actions.seek({ done: 2, t: 0.5 });
    actions.editText(`${text}load(heap, PAGE)\n`);
    expect(explorer.getState().cursor).toEqual({ done: 2, t: 0.5 });
    actions.editText(text.replace("4*PAGE", "3*PAGE"));
    expect(explorer.getState().cursor).toEqual({ done: 2, t: 0 });
  });

  it("runs on the kernel that the reader chooses", () => {
    const explorer = opened("java-heap");
    explorer.getState().actions.setKernel("5.4");
    expect(explorer.getState().run.kernel).toBe("5.4");
    expect(explorer.getState().run.timeline.steps[5]?.result).toMatchObject({
      kind: "failed",
      errno: "EINVAL",
    });
  });

  it("is fetched when the scenario is not here yet, unless the reader went elsewhere meanwhile", async () => {
    const late = createShelf(async (id) => LIBRARY.find((scenario) => scenario.id === id));
    const explorer = createExplorer({ ...partsOf(), scenarios: late });
    const { actions } = explorer.getState();
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    actions.openScenario("shrink");
    actions.openScenario("grow-in-place");
    await settled();
    expect(explorer.getState().scenario).toBe("grow-in-place");
    actions.openScenario("same-size");
    actions.visit({ ...workOf(explorer.getState()), scenario: null });
    await settled();
    expect(explorer.getState().scenario).toBeNull();
  });

  it("stays, and says so, when a scenario does not come", async () => {
    const offline = createShelf(() => Promise.reject(new TypeError("no network")));
    const explorer = createExplorer({ ...partsOf(), scenarios: offline });
    explorer.getState().actions.openScenario("shrink");
    await new Promise((resolve) => setTimeout(resolve));
    expect(explorer.getState().notices).toMatchObject([{ id: "missing-scenario" }]);
    expect(explorer.getState().scenario).toBeNull();
  });

  it("says that there is no such scenario, and changes nothing", async () => {
    const explorer = opened("grow-in-place");
    explorer.getState().actions.openScenario("nonsense");
    await new Promise((resolve) => setTimeout(resolve));
    expect(explorer.getState().scenario).toBe("grow-in-place");
    expect(explorer.getState().notices).toMatchObject([{ id: "unknown-scenario" }]);
  });
});

describe("the transport", () => {
  it("steps by kernel steps and by calls, and pauses", () => {
    const explorer = opened("grow-in-place");
    const { actions } = explorer.getState();
    const at = () => explorer.getState().cursor;
    actions.play();
    actions.step();
    expect(explorer.getState().playing).toBe(false);
    expect(at()).toEqual({ done: 0, t: 0.25 });
    actions.stepCall();
    expect(at()).toEqual({ done: 1, t: 0 });
    actions.stepBack();
    expect(at()).toEqual({ done: 0, t: 0.5 });
    actions.stepCallBack();
    expect(at()).toEqual({ done: 0, t: 0 });
    actions.stepBack();
    expect(at()).toEqual({ done: 0, t: 0 });
    actions.end();
    actions.step();
    expect(at()).toEqual({ done: 5, t: 0 });
  });

  it("plays from the start when it is at the end, and stops there", () => {
    const explorer = opened("grow-in-place");
    const { actions } = explorer.getState();
    actions.end();
    actions.play();
    expect(explorer.getState()).toMatchObject({ playing: true, cursor: { done: 0, t: 0 } });
    actions.seek({ done: 1, t: 0.3 }, true);
    expect(explorer.getState().playing).toBe(true);
    actions.seek({ done: 5, t: 0 }, true);
    expect(explorer.getState().playing).toBe(false);
  });

  it("takes any place and stays inside the run", () => {
    const explorer = opened("grow-in-place");
    const { actions } = explorer.getState();
    for (const [done, t] of [
      [99, 0],
      [4, 1],
      [Number.NaN, 0],
      [-3, 0.5],
      [2, Number.POSITIVE_INFINITY],
    ] as const) {
      actions.seek({ done, t });
      const { cursor } = explorer.getState();
      expect(cursor.done).toBeGreaterThanOrEqual(0);
      expect(cursor.done).toBeLessThanOrEqual(5);
      expect(cursor.t).toBeLessThan(1);
    }
  });

  it("knows the call and the line of the moment", () => {
    const explorer = opened("grow-in-place");
    expect(selectStep(explorer.getState())).toBeNull();
    explorer.getState().actions.seek({ done: 2, t: 0.1 });
    expect(selectLine(explorer.getState())).toBe(3);
    explorer.getState().actions.seek({ done: 2, t: 0 });
    expect(selectLine(explorer.getState())).toBe(2);
  });
});

describe("the composer", () => {
  it("follows the mremap at the cursor", () => {
    const explorer = opened("java-heap");
    const { draft, at } = selectComposed(explorer.getState());
    expect([at, draft.flags, draft.newAddress]).toEqual([5, 7, 0x5000_0000n]);
    expect(selectComposed(explorer.getState())).toBe(selectComposed(explorer.getState()));
  });

  it("writes the changed call into its line and runs it", () => {
    const explorer = opened("java-heap");
    const { actions } = explorer.getState();
    actions.toggleFlag("MREMAP_DONTUNMAP");
    actions.applyComposer();
    const { text, run, composer, cursor } = explorer.getState();
    expect(text.split("\n")[5]).toBe(
      "thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)",
    );
    expect(run.stale).toBe(false);
    expect([composer, cursor]).toEqual([null, { done: 5, t: 0 }]);
  });

  it("puts a call behind a program that has none", () => {
    const explorer = createExplorer(partsOf());
    const { actions } = explorer.getState();
    actions.editText(TWO_CALLS);
    actions.end();
    actions.setField("newSize", 4n * 4096n);
    actions.applyComposer();
    expect(explorer.getState().text).toBe(`${TWO_CALLS}to = mremap(heap, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE)\n`);
    expect(explorer.getState().run.timeline.steps).toHaveLength(3);
  });

  it("finds a free place when FIXED is chosen without one", () => {
    const explorer = createExplorer(partsOf());
    const { actions } = explorer.getState();
    actions.editText(TWO_CALLS.replace("0x10000000", "0x50000000"));
    actions.end();
    actions.toggleFlag("MREMAP_FIXED");
    expect(explorer.getState().composer).toMatchObject({
      flags: 3,
      newAddress: 0x6000_0000n,
      hasNewAddress: true,
    });
    actions.toggleFlag("MREMAP_FIXED");
    expect(explorer.getState().composer).toMatchObject({ flags: 1 });
  });

  it("refuses what is no u64", () => {
    const explorer = opened("java-heap");
    explorer.getState().actions.setField("newSize", -1n);
    explorer.getState().actions.setField("newSize", 1n << 64n);
    expect(explorer.getState().composer).toBeNull();
  });

  it("asks the engine for all eight combinations", () => {
    const explorer = opened("java-heap");
    const cells = flagMatrix(selectComposed(explorer.getState()));
    expect(cells.map(({ label, verdict, detail }) => `${label}: ${verdict}, ${detail}`)).toEqual([
      "none: stays, same size",
      "MAYMOVE: stays, may ≠ must",
      "MAY FIXED: moves, heap gone",
      "FIXED: EINVAL, no MAYMOVE",
      "DONTUNMAP: EINVAL, no MAYMOVE",
      "MAY DONT: moves, heap kept, empty",
      "all three: moves, heap kept, empty",
      "FIXED DONT: EINVAL, no MAYMOVE",
    ]);
    expect(cells.filter(({ current }) => current).map(({ label }) => label)).toEqual(["all three"]);
  });

  it("asks every kernel for the one call", () => {
    const explorer = opened("java-heap");
    const cells = kernelRow(selectComposed(explorer.getState()));
    const verdicts = new Map(cells.map(({ kernel, verdict }) => [kernel.id, verdict]));
    expect(verdicts.get("5.4")).toBe("EINVAL");
    expect(verdicts.get("v3")).toBe("moves");
    expect(verdicts.get("7.3")).toBe("moves");
    expect(cells.filter(({ differs }) => differs).map(({ kernel }) => kernel.id)).toEqual(["5.4"]);
  });
});

describe("questions", () => {
  it("are judged by the engine on the run that is shown", async () => {
    const explorer = opened("java-heap");
    const { actions } = explorer.getState();
    const verdict = () =>
      vi.waitFor(() => {
        const answer = explorer.getState().progress["java-heap.left"];
        if (answer === undefined) throw new Error("not judged yet");
        return answer;
      });
    actions.answerQuestion("java-heap.left", "The same mapping, with no pages in it");
    expect(await verdict()).toMatchObject({ kind: "given", right: true });
    actions.resetProgress();
    actions.editText(explorer.getState().text.replace("|MREMAP_DONTUNMAP", ""));
    actions.answerQuestion("java-heap.left", "Nothing: the range is unmapped");
    expect(await verdict()).toMatchObject({ kind: "given", right: true });
  });

  it("may be skipped, and progress be reset", () => {
    const explorer = opened("java-heap");
    explorer.getState().actions.skipQuestion("java-heap.left");
    expect(explorer.getState().progress).toEqual({ "java-heap.left": { kind: "skipped" } });
    explorer.getState().actions.resetProgress();
    expect(explorer.getState().progress).toEqual({});
  });
});

describe("visiting a link", () => {
  const work = { text: TWO_CALLS, title: "Sent", scenario: null, kernel: null, cursor: { done: 1, t: 0 } };

  it("keeps one's own work aside and gives it back", () => {
    const explorer = opened("grow-in-place");
    const { actions, workId } = explorer.getState();
    actions.seek({ done: 3, t: 0 });
    actions.visit(work);
    expect(explorer.getState()).toMatchObject({ title: "Sent", cursor: { done: 1, t: 0 } });
    actions.visit({ ...work, title: "Another" });
    actions.leaveVisit();
    expect(explorer.getState()).toMatchObject({
      workId,
      scenario: "grow-in-place",
      cursor: { done: 3, t: 0 },
      visitor: null,
    });
  });

  it("becomes one's own when it is edited", () => {
    const explorer = opened("grow-in-place");
    const { actions, workId } = explorer.getState();
    actions.visit(work);
    actions.editText(`${TWO_CALLS}load(heap, PAGE)\n`);
    expect(explorer.getState().visitor).toBeNull();
    expect(explorer.getState().workId).not.toBe(workId);
  });
});
