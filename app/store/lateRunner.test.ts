import { describe, expect, it, vi } from "vitest";
import { javaHeap } from "#scenarios/dontunmap/javaHeap.ts";
import { FIRST_SCENARIO } from "#scenarios/first.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { composerActions } from "./actions/composerActions.ts";
import type { ExplorerParts } from "./actions/context.ts";
import { workOf } from "./actions/workActions.ts";
import { createExplorer } from "./explorer.ts";
import type { Explorer } from "./explorer.ts";
import { createLateRunner } from "./lateRunner.ts";
import { flagMatrix, kernelRow } from "./matrix.ts";
import type { Runner } from "./runReducer.ts";
import { runText } from "./runner.ts";
import { selectComposed } from "./composed.ts";
import { shippedRun, shippedScenarios } from "./shippedRun.ts";
import { createShelf } from "./shelf.ts";

const TEXT = javaHeap.program;

/** An engine that arrives, or fails to, when the test says so. */
const onItsWay = () => {
  let arrived: (runner: Runner) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  let asked = 0;
  const load = (): Promise<Runner> => {
    asked += 1;
    return new Promise((resolve, reject) => {
      arrived = resolve;
      failed = reject;
    });
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    load,
    asked: () => asked,
    arrive: async () => {
      arrived(runText);
      await settled();
    },
    fail: async () => {
      failed(new TypeError("no network"));
      await settled();
    },
  };
};

let ids = 0;
const baseParts = {
  ticks: () => [0.25, 0.5, 1],
  composerActions,
  scenarios: createShelf(async () => undefined, LIBRARY),
  newId: () => `id${(ids += 1)}`,
};

const FIRST = { text: TEXT, title: "", scenario: "java-heap", kernel: null, cursor: { done: 0, t: 0 } };

const early = () => {
  const engine = onItsWay();
  const parts: ExplorerParts = { ...baseParts, ...createLateRunner(engine.load, shippedRun) };
  return { engine, explorer: createExplorer(parts, { own: { id: "mine", work: FIRST } }) };
};
/** The same hands on an explorer that has the engine from the start. */
const ready = (): Explorer =>
  createExplorer({ ...baseParts, runner: runText }, { own: { id: "mine", work: FIRST } });

const stateOf = (explorer: Explorer) => {
  const state = explorer.getState();
  const { run, composer, visitor, waiting } = state;
  return { ...workOf(state), run, composer, visitor: visitor?.own?.work ?? null, waiting };
};

describe("the run that comes with the page", () => {
  it("is the engine's, to the last event", () => {
    expect(shippedRun(TEXT, null)).toStrictEqual(runText(TEXT, null));
  });

  it("belongs to the first scenario, as the library has it", () => {
    expect(shippedScenarios).toStrictEqual([LIBRARY.find(({ id }) => id === FIRST_SCENARIO)]);
  });

  it("is one run: what did not change from call to call is one object", () => {
    const [first, second] = shippedRun(TEXT, null)?.timeline.steps ?? [];
    expect(second?.before).toBe(first?.after);
    expect(second?.after.config).toBe(first?.before.config);
    expect(shippedRun(TEXT, null)).toBe(shippedRun(TEXT, null));
  });

  it("stands for no other text and no chosen kernel", () => {
    expect(shippedRun(`${TEXT}\n`, null)).toBeNull();
    expect(shippedRun(TEXT, "6.1")).toBeNull();
  });

  it("can be gone on from: every call's composer gives what the engine's own run gives", () => {
    const shown = early().explorer;
    const engines = ready();
    for (let done = 0; done <= engines.getState().run.timeline.steps.length; done += 1) {
      for (const explorer of [shown, engines]) explorer.getState().actions.seek({ done, t: 0 });
      const [mine, theirs] = [selectComposed(shown.getState()), selectComposed(engines.getState())];
      expect(flagMatrix(mine)).toEqual(flagMatrix(theirs));
      expect(kernelRow(mine)).toEqual(kernelRow(theirs));
    }
  });
});

describe("before the engine has arrived", () => {
  it("the first scenario is there, steps, is answered and starts over without it", async () => {
    const { explorer, engine } = early();
    const { actions } = explorer.getState();
    actions.step();
    actions.stepCall();
    actions.end();
    actions.answerQuestion("java-heap.left", "The same mapping, with no pages in it");
    actions.resetWork();
    expect(explorer.getState()).toMatchObject({ waiting: false, cursor: { done: 0, t: 0 } });
    await vi.waitFor(
      () => expect(explorer.getState().progress["java-heap.left"]).toMatchObject({ right: true }),
      // The judge is fetched first, which takes its time on a busy machine.
      { timeout: 15_000 },
    );
    expect(engine.asked()).toBe(0);
  });

  it("an edit is on the page at once, and runs when the engine is here", async () => {
    const { explorer, engine } = early();
    const { run } = explorer.getState();
    const shorter = TEXT.split("\n").slice(0, 3).join("\n");
    explorer.getState().actions.editText("nonsense(");
    explorer.getState().actions.editText(shorter);
    expect(explorer.getState()).toMatchObject({ text: shorter, waiting: true });
    expect(explorer.getState().run).toBe(run);
    await engine.arrive();
    expect(explorer.getState()).toMatchObject({ text: shorter, waiting: false, run: { stale: false } });
    expect(explorer.getState().run.timeline).toStrictEqual(runText(shorter, null).timeline);
    expect(engine.asked()).toBe(1);
  });

  const hands: readonly (readonly [string, (explorer: Explorer) => void])[] = [
    ["another kernel", ({ getState }) => getState().actions.setKernel("5.4")],
    [
      "an edit and a kernel",
      ({ getState }) => {
        getState().actions.editText(TEXT.replace("8*PAGE, 'A'", "4*PAGE, 'A'"));
        getState().actions.setKernel("6.1");
      },
    ],
    [
      "another scenario on another kernel",
      ({ getState }) => {
        getState().actions.openScenario("shrink");
        getState().actions.setKernel("6.1");
      },
    ],
    [
      "a link, and back",
      ({ getState }) => {
        getState().actions.visit({ ...FIRST, text: "load(0x1000, 1)\n", scenario: null });
        getState().actions.leaveVisit();
      },
    ],
    [
      "a composed call",
      ({ getState }) => {
        getState().actions.seek({ done: 5, t: 0 });
        getState().actions.toggleFlag("MREMAP_DONTUNMAP");
        getState().actions.applyComposer();
      },
    ],
  ];
  it.each(hands)("%s ends as if the engine had been here", async (_, hand) => {
    const { explorer, engine } = early();
    hand(explorer);
    await engine.arrive();
    const other = ready();
    hand(other);
    expect(stateOf(explorer)).toStrictEqual(stateOf(other));
  });

  it("an edit of what is there wins over something that is still to be opened", async () => {
    const { explorer, engine } = early();
    const { actions } = explorer.getState();
    actions.openScenario("shrink");
    actions.editText(`${TEXT}load(to, PAGE)\n`);
    await engine.arrive();
    expect(explorer.getState()).toMatchObject({ scenario: "java-heap", text: `${TEXT}load(to, PAGE)\n` });
  });

  it("a failure is said, loses nothing, and the next change tries again", async () => {
    const { explorer, engine } = early();
    const { actions } = explorer.getState();
    actions.setKernel("5.4");
    await engine.fail();
    expect(explorer.getState()).toMatchObject({
      kernel: "5.4",
      waiting: true,
      notices: [{ id: "no-engine" }],
    });
    actions.editText(`${TEXT}load(to, PAGE)\n`);
    await engine.arrive();
    expect(explorer.getState()).toMatchObject({ waiting: false, notices: [], run: { kernel: "5.4" } });
    expect(explorer.getState().run.text).toBe(`${TEXT}load(to, PAGE)\n`);
    expect(engine.asked()).toBe(2);
  });
});
