import { describe, expect, it } from "vitest";
import type { ExplorerParts } from "./actions/context.ts";
import { createBranches } from "./branches.ts";
import { depthOf, inOrder } from "./branchTree.ts";
import { START } from "./cursor.ts";
import { type Explorer, createExplorer } from "./explorer.ts";
import { findTree } from "./persist/branches.ts";
import { type RawStorage, safeStorage } from "./persist/storage.ts";
import { runText } from "./runner.ts";

const rawStorage = (): RawStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
};

const TEXT = `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
`;

const parts: ExplorerParts = {
  runner: runText,
  ticks: () => [1],
  scenarios: { get: () => undefined, hasProgram: () => false, fetch: async () => undefined },
  newId: () => "fresh",
};

const opened = (): Explorer =>
  createExplorer(parts, {
    own: { id: "w1", work: { text: TEXT, title: "Heap", scenario: null, kernel: null, cursor: START } },
  });

const setUp = () => {
  const explorer = opened();
  const storage = safeStorage(rawStorage);
  return { explorer, storage, branches: createBranches(explorer, storage, () => 1) };
};

describe("branches", () => {
  it("fork where the reader stands, and leave the trunk as it was", () => {
    const { explorer, branches } = setUp();
    expect(branches.tree.getState()).toBeNull();
    explorer.getState().actions.seek({ done: 1, t: 0 });
    branches.fork();
    const { workId, title, cursor, actions } = explorer.getState();
    expect([workId, title, cursor.done]).toEqual(["w1.b1", "Heap (branch 1)", 1]);
    actions.editText(`${TEXT}munmap(heap, PAGE)\n`);
    branches.open("w1");
    expect(explorer.getState()).toMatchObject({ workId: "w1", title: "Heap", text: TEXT });
    branches.open("w1.b1");
    expect(explorer.getState().text).toContain("munmap");
  });

  it("are a tree, in the order of reading", () => {
    const { branches } = setUp();
    branches.fork();
    branches.fork();
    branches.open("w1");
    branches.fork();
    const tree = branches.now();
    expect(tree && inOrder(tree).map((each) => [each.name, depthOf(tree, each)])).toEqual([
      ["Trunk", 0],
      ["Branch 1", 1],
      ["Branch 2", 2],
      ["Branch 3", 1],
    ]);
    branches.remove("w1.b1");
    expect(branches.now()?.branches.map(({ id, parent }) => [id, parent])).toEqual([
      ["w1", null],
      ["w1.b2", "w1"],
      ["w1.b3", "w1"],
    ]);
    branches.remove("w1");
    branches.remove("w1.b3");
    expect(branches.now()?.branches).toHaveLength(3);
  });

  it("are found again from any of them, with what was changed", () => {
    const { explorer, storage, branches } = setUp();
    branches.fork();
    explorer.getState().actions.editText(`${TEXT}load(heap, PAGE)\n`);
    explorer.getState().actions.visit({ text: TEXT, title: "", scenario: null, kernel: null, cursor: START });
    expect(branches.tree.getState()).toBeNull();
    const found = findTree(storage, "w1");
    expect(found?.branches.map(({ id }) => id)).toEqual(["w1", "w1.b1"]);
    expect(found?.branches[1]?.work.text).toContain("load");
    expect(findTree(storage, "w2")).toBeNull();
  });

  it("survive a storage that somebody has written into", () => {
    const raw = rawStorage();
    const storage = safeStorage(() => raw);
    for (const value of ["[]", "{}", `{"branches":3}`, `{"branches":[{"id":"x"}]}`, "nonsense"]) {
      raw.setItem("mremap-explorer.tree.x", value);
      expect(findTree(storage, "x")).toBeNull();
    }
  });
});
