import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Timeline } from "#timeline/timeline.ts";
import { layoutOf } from "./layout.ts";
import { pictureOf, type Picture } from "./picture.ts";
import { frameAt, planStep, sentenceAt, type Plan } from "./plan.ts";
import { sceneOf } from "./scene.ts";
import { DONTUNMAP, FIXED, MAYMOVE, mmap, mremap, PAGE, runCalls, store, type TestCall } from "./testRun.ts";
import { pictureText } from "./testText.ts";
import { plainText } from "./words.ts";

const HEAP = 0x1000_0000;
const TO = 0x5000_0000;
const WIDE = { width: 790, orientation: "wide" } as const;

const NO_NAMES: ReadonlyMap<string, bigint> = new Map();

const plansOf = (timeline: Timeline, options: Parameters<typeof layoutOf>[1] = WIDE): readonly Plan[] => {
  const layout = layoutOf(timeline, options);
  return timeline.steps.map((step, i) => planStep(step, layout, timeline.steps[i - 1]?.names ?? NO_NAMES));
};

/** A point within a stage. */
const within = (plan: Plan, kind: string, u: number): number => {
  const stage = plan.stages.find((s) => s.kind === kind);
  if (stage === undefined) throw new Error(`no stage ${kind}`);
  return stage.start + (stage.end - stage.start) * u;
};

const moving = (): Plan => {
  const timeline = runCalls([
    mmap("heap", HEAP, 3),
    store(HEAP, 3, "A"),
    mremap("to", HEAP, 3, 3, MAYMOVE + FIXED + DONTUNMAP, TO),
  ]);
  return plansOf(timeline)[2]!;
};

describe("a move that keeps the source", () => {
  it("goes through the kernel's stages in order", () => {
    const kinds = moving().stages.map((stage) => stage.kind);
    expect(kinds.filter((kind) => kind !== "counters")).toEqual([
      "call",
      "checks",
      "create",
      "move",
      "tlb",
      "result",
    ]);
  });

  it.each([0, 0.25, 0.5, 0.75, 1])("is the same picture as ever at t = %d", (t) => {
    expect(pictureText(frameAt(moving(), t))).toMatchSnapshot();
  });

  it("has hollow source slots as soon as the block lifts, and hollow destination slots until it drops", () => {
    const plan = moving();
    for (const u of [0.01, 0.5, 0.99]) {
      const picture = frameAt(plan, within(plan, "move", u));
      expect(picture.tokens).toEqual([]);
      expect(picture.overlay.block?.tokens).toHaveLength(3);
    }
  });

  it("moves the block without changing its shape", () => {
    const plan = moving();
    const shape = (u: number): readonly number[] => {
      const tokens = frameAt(plan, within(plan, "move", u)).overlay.block?.tokens ?? [];
      return tokens.map((token) => token.x - (tokens[0]?.x ?? 0));
    };
    expect(shape(0.2)).toEqual(shape(0.7));
  });

  it("travels between lifting and dropping only", () => {
    const plan = moving();
    const at = (u: number) => frameAt(plan, within(plan, "move", u)).overlay.block;
    expect(at(0.1)?.dx).toBe(0);
    expect(at(0.1)?.dy).toBeGreaterThan(0);
    const corridor = plan.layout.corridor;
    const token = at(0.5)?.tokens[0];
    expect((token?.y ?? 0) + (at(0.5)?.dy ?? 0)).toBeGreaterThan(corridor.top);
    expect(at(0.95)?.dx).toBe(at(0.9)?.dx);
  });

  it("keeps frames and lower ends of links where they are", () => {
    const plan = moving();
    const ends = (picture: Picture): readonly unknown[] =>
      [...picture.links, ...(picture.overlay.block?.links ?? [])].map((link) => link.to);
    const before = frameAt(plan, 0);
    for (let t = 0; t <= 1; t += 0.05) {
      const picture = frameAt(plan, t);
      expect(picture.frames.map(({ x, y }) => [x, y])).toEqual(before.frames.map(({ x, y }) => [x, y]));
      expect(ends(picture)).toEqual(ends(before));
    }
  });

  it("fades instead of travelling when motion is reduced", () => {
    const plan = moving();
    for (const u of [0.05, 0.5, 0.95]) {
      const { block, trail } = frameAt(plan, within(plan, "move", u), { reducedMotion: true }).overlay;
      expect([block?.dx, block?.dy]).toEqual([0, 0]);
      expect(trail?.numbered).toBe(true);
    }
    const there = frameAt(plan, within(plan, "move", 0.95), { reducedMotion: true }).overlay.block;
    expect(there?.tokens[0]?.x).toBe(frameAt(plan, 1).tokens[0]?.x);
  });

  it("says what each stage does", () => {
    const plan = moving();
    const sentence = (kind: string): string => plainText(sentenceAt(plan, within(plan, kind, 0.5)));
    expect(sentence("call")).toBe("The program calls mremap(0x10000000, 0x3000, 0x3000, 0x7, 0x50000000).");
    expect(sentence("create")).toBe(
      "copy_vma makes the mapping to: a promise of 3 pages, rw-p, no entry set.",
    );
    expect(sentence("move")).toBe(
      "move_ptes carries 3 entries from heap to to. Each still names its frame. Bytes copied: 0.",
    );
    expect(plainText(sentenceAt(plan, 1))).toBe(
      "3 entries moved from heap, 0x10000000, to 0x50000000; frames unchanged. Bytes copied: 0. The old range stays mapped, and is empty.",
    );
  });
});

describe("other calls", () => {
  it("tears the destination down before the move", () => {
    const timeline = runCalls([
      mmap("heap", HEAP, 2),
      store(HEAP, 2, "A"),
      mmap("other", TO, 2),
      store(TO, 2, "B"),
      mremap("to", HEAP, 2, 2, MAYMOVE + FIXED, TO),
    ]);
    const plan = plansOf(timeline)[4]!;
    const kinds = plan.stages.map((stage) => stage.kind);
    expect(kinds.indexOf("unmap")).toBeLessThan(kinds.indexOf("create"));
    expect(pictureText(frameAt(plan, within(plan, "unmap", 0.5)))).toMatchInlineSnapshot(`
      "vma 234..320 [heap | rw-p anon | 2 of 2] 2 slots
      vma 470..556 [other | rw-p anon | 2 of 2] 2 slots 50% NOW
      tokens 1b5@244,177 1b6@279,177 1b7@480,185 50% 1b8@515,185 50%
      frames A0/1b5@327×1 A1/1b6@362×1 B0/1b7@397×1 50% B1/1b8@432×1 50%
      links 260→343 295→378 496→413 50% 531→448 50%
      ties old range 234..320, new range 470..556"
    `);
    expect(plainText(plan.sentenceOf(kinds.indexOf("unmap")))).toContain("other");
  });

  it("shows a failed call without motion", () => {
    const timeline = runCalls([
      mmap("heap", HEAP, 2),
      store(HEAP, 2, "A"),
      mremap("to", HEAP, 2, 2, FIXED, TO),
    ]);
    const plan = plansOf(timeline)[2]!;
    const picture = frameAt(plan, within(plan, "failed", 0.5));
    expect(picture.overlay.failure?.errno).toBe("EINVAL");
    const [heap] = picture.vmas;
    expect(picture.overlay.failure?.at?.x).toBeGreaterThan(heap?.x ?? Infinity);
    expect(picture.overlay.ties.every((tie) => tie.tone === "error")).toBe(true);
    expect({ ...picture, overlay: null }).toEqual({ ...frameAt(plan, 0), overlay: null });
  });

  it("lights a frame up when it is allocated", () => {
    const timeline = runCalls([mmap("heap", HEAP, 2), store(HEAP, 2, "A")]);
    const plan = plansOf(timeline)[1]!;
    const picture = frameAt(plan, within(plan, "fault", 0.5));
    expect(picture.frames[0]?.lit).toBeGreaterThan(0);
    expect(frameAt(plan, 1).frames[0]?.lit).toBe(0);
  });

  it("moves the edge of a mapping that grows in place", () => {
    const timeline = runCalls([mmap("heap", HEAP, 2), mremap("same", HEAP, 2, 4, 0)]);
    const plan = plansOf(timeline)[1]!;
    expect(frameAt(plan, 0).vmas[0]?.w).toBeLessThan(frameAt(plan, 1).vmas[0]?.w ?? 0);
    expect(plainText(sentenceAt(plan, 1))).toBe(
      "same stays where it is and has 4 pages now. No entry moved.",
    );
  });
});

const places = fc.constantFrom(HEAP, HEAP + 2 * PAGE, HEAP + 5 * PAGE, TO, TO + 3 * PAGE);
const pages = fc.integer({ min: 1, max: 6 });
const anyCall: fc.Arbitrary<TestCall> = fc.oneof(
  fc.tuple(places, pages).map(([addr, count]) => mmap("a", addr, count)),
  fc.tuple(places, pages).map(([addr, count]) => store(addr, count, "B")),
  fc.tuple(places, pages).map(([addr, count]): TestCall => [null, "munmap", addr, count * PAGE]),
  fc.tuple(places, pages).map(([addr, count]): TestCall => [null, "mprotect", addr, count * PAGE, 1]),
  fc.tuple(places, pages).map(([addr, count]): TestCall => [null, "load", addr, count * PAGE]),
  fc
    .tuple(places, pages, pages, fc.integer({ min: 0, max: 7 }), places)
    .map(([from, old, now, flags, to]) => mremap("b", from, old, now, flags, to)),
);

describe("any program", () => {
  it.each(["wide", "phone"] as const)(
    "starts and ends each plan exactly with the scenes of the machine (%s)",
    (orientation) => {
      fc.assert(
        fc.property(fc.array(anyCall, { minLength: 1, maxLength: 8 }), (calls) => {
          const timeline = runCalls(calls);
          const plans = plansOf(timeline, { width: orientation === "wide" ? 790 : 390, orientation });
          plans.forEach((plan, i) => {
            const { step, layout } = plan;
            const names = timeline.steps[i - 1]?.names ?? NO_NAMES;
            const copied = (index: number): number => layout.copiedBefore[index] ?? 0;
            expect(frameAt(plan, 0)).toEqual(
              pictureOf(sceneOf(step.before, layout, names, { copied: copied(i) })),
            );
            expect(frameAt(plan, 1)).toEqual(
              pictureOf(sceneOf(step.after, layout, step.names, { copied: copied(i + 1) })),
            );
          });
        }),
        { numRuns: 60 },
      );
    },
  );

  it("gives the same picture for the same t, whatever was asked before", () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calls, t) => {
          const timeline = runCalls(calls);
          const backwards = plansOf(timeline).map((plan) => [1, 0.6, t].map((s) => frameAt(plan, s)).at(-1));
          const straight = plansOf(timeline).map((plan) => frameAt(plan, t));
          expect(backwards).toEqual(straight);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("never moves a frame, a slot or an edge of the layout during a run", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 2, maxLength: 8 }), (calls) => {
        const seen = new Map<string, string>();
        for (const plan of plansOf(runCalls(calls))) {
          for (const t of [0, 0.3, 0.7, 1]) {
            const picture = frameAt(plan, t);
            for (const mark of [...picture.frames, ...picture.slots]) {
              const place = `${mark.x} ${mark.y}`;
              expect(seen.get(mark.key) ?? place).toBe(place);
              seen.set(mark.key, place);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("never gives two marks one key", () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calls, t) => {
          for (const plan of plansOf(runCalls(calls))) {
            const picture = frameAt(plan, t);
            for (const list of [picture.vmas, picture.slots, picture.tokens, picture.frames, picture.links]) {
              const keys = list.map((mark) => mark.key);
              expect(new Set(keys).size).toBe(keys.length);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
