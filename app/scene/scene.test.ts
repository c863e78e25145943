import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout.ts";
import { pictureOf } from "./picture.ts";
import { sceneOf } from "./scene.ts";
import { tableOf } from "./table.ts";
import { FIXED, MAYMOVE, mmap, mremap, PAGE, runCalls, store, type TestCall } from "./testRun.ts";
import { pictureText } from "./testText.ts";

const HEAP = 0x1000_0000;
const SHARED = 0x31;

const finalScene = (calls: readonly TestCall[], orientation: "wide" | "phone" = "wide") => {
  const timeline = runCalls(calls);
  const layout = layoutOf(timeline, { width: orientation === "wide" ? 790 : 390, orientation });
  const last = timeline.steps.at(-1)!;
  return { scene: sceneOf(last.after, layout, last.names), timeline, layout, last };
};

describe("sceneOf", () => {
  it("draws mappings, slots, tokens, links and frames", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 4), store(HEAP + PAGE, 2, "A")]);
    expect(pictureText(pictureOf(scene))).toMatchInlineSnapshot(`
      "vma 317..473 [heap | rw-p · 2 of 4 PTEs] 4 slots
      tokens 1b5@362,160 1b6@397,160
      frames A1/1b5@362×1 A2/1b6@397×1
      links 378→378 413→413"
    `);
  });

  it("stacks mappings on a phone and writes their addresses", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 4), mmap("b", HEAP + 100 * PAGE, 2)], "phone");
    expect(scene.vmas[0]!.y).toBeLessThan(scene.vmas[1]!.y);
    expect(scene.vmas[0]!.tab.some((text) => text.text.startsWith("1000 0000"))).toBe(true);
  });

  it("lets page, slot, token and frame share an identity", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 2), store(HEAP, 1, "A")]);
    const frame = scene.frames[0]!;
    expect(scene.tokens[0]!.identity).toEqual(frame.identity);
    expect(scene.slots[0]!.identity).toEqual(frame.identity);
    expect(scene.links[0]!.identity).toEqual(frame.identity);
    expect(scene.slots[1]!.identity).toEqual({ kind: "page", vpn: 0x10001 });
  });

  it("gives letter, pattern and hue by what was stored", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 2), store(HEAP, 1, "A"), store(HEAP + PAGE, 1, "B")]);
    const [a, b] = scene.frames;
    expect([a!.text, b!.text]).toEqual(["A0", "B1"]);
    expect([a!.hue, a!.pattern]).not.toEqual([b!.hue, b!.pattern]);
    expect(a!.hue).not.toBe(b!.hue);
    expect(a!.pattern).not.toBe(b!.pattern);
  });

  it("shows the zero page as one frame with a shape of its own for its entries", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 3), [null, "load", HEAP, 3 * PAGE]]);
    expect(scene.tokens.map((token) => token.shape)).toEqual(["zero", "zero", "zero"]);
    expect(scene.frames.filter((frame) => frame.text === "0")).toHaveLength(1);
    expect(new Set(scene.links.map((link) => link.to.x)).size).toBe(1);
  });

  it("nails a frame once for each entry that maps it", () => {
    const { scene } = finalScene([
      ["a", "mmap", HEAP, 2 * PAGE, 3, SHARED, 2n ** 64n - 1n, 0],
      store(HEAP, 2, "A"),
      mremap("twin", HEAP, 0, 2, MAYMOVE + FIXED, HEAP + 0x100000),
      [null, "load", HEAP + 0x100000, 2 * PAGE],
    ]);
    expect(scene.frames[0]!.mapcount).toBe(2);
    expect(scene.frames[0]!.nails).toHaveLength(2);
    const ends = scene.links
      .filter((link) => link.identity.kind === "frame" && link.hue === "a")
      .map((l) => l.to.x);
    expect(new Set(ends).size).toBe(4);
  });

  it("never loses an odd page in an aggregate", () => {
    const { scene, layout } = finalScene([mmap("big", HEAP, 65536), store(HEAP + 40_000 * PAGE, 1, "B")]);
    expect(layout.pagesPerCell).toBeGreaterThan(8);
    const odd = scene.tokens.filter((token) => token.odd);
    expect(odd).toHaveLength(1);
    expect(odd[0]!.label).toContain(`1 of ${layout.pagesPerCell}`);
  });

  it("names a mapping by its variable, and what lies above by its distance", () => {
    const { scene } = finalScene([mmap("heap", HEAP, 8), [null, "mprotect", HEAP + 3 * PAGE, PAGE, 1]]);
    expect(scene.vmas.map((vma) => vma.name)).toEqual(["heap", "heap+3", "heap+4"]);
  });

  it("keeps texts of a tab inside the block and apart", () => {
    for (const pages of [1, 2, 3, 5, 8]) {
      const { scene } = finalScene([
        mmap("longname", HEAP, pages),
        [null, "mlock", HEAP, pages * PAGE],
        [null, "madvise", HEAP, pages * PAGE, 10],
      ]);
      const vma = scene.vmas[0]!;
      for (const [i, a] of vma.tab.entries()) {
        expect(a.x + a.w).toBeLessThanOrEqual(vma.w + 1);
        for (const b of vma.tab.slice(i + 1)) {
          expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y !== b.y).toBe(true);
        }
      }
    }
  });
});

describe("tableOf", () => {
  it("lists address, slot, frame, content, flags and what changed", () => {
    const { timeline, last, layout } = finalScene([mmap("heap", HEAP, 2), store(HEAP, 1, "A")]);
    const rows = tableOf(last.after, last.names, last.before, timeline.initial, layout.mm);
    expect(
      rows.map(({ address, mapping, slot, content, changed }) => [address, mapping, slot, content, changed]),
    ).toEqual([
      ["1000 0000", "heap", "frame", "A0", true],
      ["1000 1000", "heap", "none", "", false],
    ]);
    expect(rows[0]!.flags).toContain("writable, dirty");
  });

  it("lists large mappings run by run", () => {
    const { timeline, last, layout } = finalScene([mmap("big", HEAP, 100_000), store(HEAP + PAGE, 1, "A")]);
    const rows = tableOf(last.after, last.names, null, timeline.initial, layout.mm);
    expect(rows.map((row) => row.pages)).toEqual([1, 1, 99_998]);
  });
});
