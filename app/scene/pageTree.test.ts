import { describe, expect, it } from "vitest";
import type { Timeline } from "#timeline/timeline.ts";
import { FIXED, MAYMOVE, mmap, mremap, runCalls, store, type TestCall } from "./testRun.ts";
import { timingOf } from "./timing.ts";
import { treeAt } from "./treePlan.ts";
import { treeLayoutOf } from "./treePlaces.ts";

const WIDE = { width: 760, height: 560 };
const BIG: readonly TestCall[] = [
  mmap("heap", 0x4000_0000, 1024),
  store(0x4000_0000, 20, "A"),
  mremap("to", 0x4000_0000, 1024, 1024, MAYMOVE | FIXED, 0x8000_0000),
];
const SMALL: readonly TestCall[] = [
  mmap("heap", 0x1000_0000, 8),
  store(0x1000_0000, 8, "A"),
  mremap("to", 0x1000_0000, 8, 8, MAYMOVE | FIXED, 0x5000_0000),
];

/** The middle of the stage in which entries travel. */
const travelling = ({ steps }: Timeline, index: number): number => {
  const step = steps[index];
  const stage = step === undefined ? undefined : timingOf(step).stages.find(({ kind }) => kind === "move");
  if (stage === undefined) throw new Error("nothing travels");
  return (stage.start + stage.end) / 2;
};

describe("the tree of the page tables", () => {
  it("a PMD move hangs edges elsewhere while every table stays where it is", () => {
    const timeline = runCalls(BIG);
    const layout = treeLayoutOf(timeline, WIDE);
    const before = treeAt(timeline, layout, { done: 2, t: 0 });
    const during = treeAt(timeline, layout, { done: 2, t: travelling(timeline, 2) });
    const after = treeAt(timeline, layout, { done: 3, t: 0 });
    const table = before.nodes.find((node) => node.level === "PTE");
    const edge = (picture: typeof before) => picture.edges.find(({ key }) => key === `edge ${table?.key}`);
    expect(after.nodes.find((node) => node.key === table?.key)).toMatchObject({ x: table?.x, y: table?.y });
    expect(edge(after)?.to).toEqual(edge(before)?.to);
    expect(edge(after)?.from).not.toEqual(edge(before)?.from);
    expect(edge(during)).toMatchObject({ now: true });
    expect(after.nodes.find((node) => node.key === table?.key)?.label).toContain("maps 0x80000000");
  });

  it("entry by entry tokens travel from table to table", () => {
    const timeline = runCalls(SMALL);
    const layout = treeLayoutOf(timeline, WIDE);
    const at = (t: number) => treeAt(timeline, layout, t >= 1 ? { done: 3, t: 0 } : { done: 2, t });
    const [before, during, after] = [at(0), at(travelling(timeline, 2)), at(1)];
    expect(before.tokens).toHaveLength(8);
    expect(during.tokens).toHaveLength(8);
    const [low, high] = [before.tokens[0]?.y ?? 0, after.tokens[0]?.y ?? 0];
    expect(during.tokens[0]?.y).toBeGreaterThan(low);
    expect(during.tokens[0]?.y).toBeLessThan(high);
    expect(during.slots.length).toBe(16);
  });

  it("says how many entries a cell stands for, and loses none", () => {
    const timeline = runCalls(BIG);
    const picture = treeAt(timeline, treeLayoutOf(timeline, WIDE), { done: 2, t: 0 });
    const table = picture.nodes.find((node) => node.level === "PTE");
    expect(table?.scale).toBe("1 cell = 16 entries");
    expect(table?.stub).toBe("492 empty");
    expect(picture.tokens.map((token) => token.pages)).toEqual([16, 16]);
  });

  it("no two tables lie over each other, at any width", () => {
    const timeline = runCalls([...SMALL, ...BIG]);
    for (const width of [360, 480, 760, 1200]) {
      const { nodes } = treeAt(timeline, treeLayoutOf(timeline, { width }), { done: 5, t: 0 });
      for (const a of nodes) {
        expect(a.x + a.w).toBeLessThanOrEqual(width);
        for (const b of nodes) {
          const apart = a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h;
          expect(a === b || apart, `${a.key} and ${b.key}`).toBe(true);
        }
      }
    }
  });

  it("every t gives the same as played: the end is the tree of the next state", () => {
    const timeline = runCalls([...SMALL, ...BIG]);
    const layout = treeLayoutOf(timeline, WIDE);
    timeline.steps.forEach((_, index) => {
      const end = treeAt(timeline, layout, { done: index + 1, t: 0 });
      const next = treeAt(timeline, layout, { done: index + 1, t: 1e-9 });
      expect(next.nodes.map((node) => node.label)).toEqual(end.nodes.map((node) => node.label));
      expect(next.tokens).toEqual(end.tokens);
    });
  });
});
