import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "#engine/addr.ts";
import { runText } from "./runner.ts";
import { deedLines, holdAt, preview } from "./direct.ts";
import type { DeedAction, HandAction, Hold, PageDeed } from "./direct.ts";
import { applyDeed, applyOffer, offerOf, takeBack } from "./directApply.ts";
import { insertLines } from "./directText.ts";
import { composerActions } from "./actions/composerActions.ts";
import { createExplorer } from "./explorer.ts";
import type { Explorer } from "./explorer.ts";
import { formatScenario } from "#lang/formatter.ts";
import { parseScenario } from "#lang/scenario.ts";

const P = PAGE_SIZE;
const HEAP = 0x1000_0000;
const MAP = `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
`;

const held = (text: string): Hold => {
  const { timeline } = runText(text, null);
  const mm = [...timeline.initial.tasks.values()][0]?.mm ?? 0;
  const hold = holdAt(timeline, text, timeline.steps.length, mm);
  if (hold === null) throw new Error("nothing runs");
  return hold;
};
const move = (to: number, keep = false): HandAction => ({
  kind: "move",
  start: HEAP,
  end: HEAP + 4 * P,
  to,
  keep,
});
const resize = (pages: number, mayMove = false): HandAction => ({
  kind: "resize",
  start: HEAP,
  end: HEAP + 4 * P,
  size: pages * P,
  mayMove,
});

describe("the line of an action", () => {
  it.each<[string, HandAction, string]>([
    [
      "a move",
      move(0x2000_0000),
      "to = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)",
    ],
    [
      "a hint that keeps the source",
      move(0x2000_0000, true),
      "to = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0x20000000)",
    ],
    ["growing in place", resize(6), "mremap(heap, 4*PAGE, 6*PAGE, 0)"],
    ["shrinking", resize(1), "mremap(heap, 4*PAGE, PAGE, 0)"],
    [
      "an overlap fails, and takes no variable",
      move(HEAP + P),
      "mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10001000)",
    ],
    [
      "a drawn mapping",
      { kind: "map", start: 0x3000_0000, end: 0x3000_0000 + 2 * P },
      "map = mmap(0x30000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE, -1, 0)",
    ],
  ])("%s", (_, action, line) => expect(preview(held(MAP), action).line).toBe(line));

  it("of each button, on pages of a mapping", () => {
    const line = (kind: PageDeed, text = MAP): readonly string[] =>
      deedLines(held(text), { kind, start: HEAP + P, end: HEAP + 3 * P });
    expect(line("touch")).toEqual(["store(heap + PAGE, 2*PAGE, 'B')"]);
    expect(line("protect")).toEqual(["mprotect(heap + PAGE, 2*PAGE, PROT_READ)"]);
    expect(line("protect", `${MAP}mprotect(heap, 4*PAGE, PROT_READ)\n`)).toEqual([
      "mprotect(heap + PAGE, 2*PAGE, PROT_READ|PROT_WRITE)",
    ]);
    expect(line("lock")).toEqual(["mlock(heap + PAGE, 2*PAGE)"]);
    expect(line("lock", `${MAP}mlock(heap, 4*PAGE)\n`)).toEqual(["munlock(heap + PAGE, 2*PAGE)"]);
    expect(line("seal")).toEqual(["mseal(heap + PAGE, 2*PAGE, 0)"]);
    expect(line("dontneed")).toEqual(["madvise(heap + PAGE, 2*PAGE, MADV_DONTNEED)"]);
    expect(line("unmap")).toEqual(["munmap(heap + PAGE, 2*PAGE)"]);
    expect(line("watch")).toHaveLength(3);
    expect(
      line(
        "watch",
        `${MAP}fd = userfaultfd(O_CLOEXEC|O_NONBLOCK)\nioctl(fd, UFFDIO_API, {api=0xaa, features=0})\n`,
      ),
    ).toEqual([
      "ioctl(fd, UFFDIO_REGISTER, {range={start=heap + PAGE, len=2*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})",
    ]);
  });

  it("is canonical, and does what was foreseen", () => {
    const hold = held(MAP);
    const deeds: readonly DeedAction[] = (
      ["touch", "protect", "lock", "watch", "seal", "dontneed"] as const
    ).map((kind) => ({ kind, start: HEAP, end: HEAP + P }));
    const lines = [
      ...deeds.flatMap((deed) => deedLines(hold, deed)),
      preview(hold, move(0x2000_0000)).line,
      preview(hold, { kind: "map", start: 0x3000_0000, end: 0x3000_0000 + P }).line,
    ];
    const text = `${MAP}${lines.join("\n")}\n`;
    expect(formatScenario(parseScenario(text).program)).toBe(text);
  });

  it("foresees the errno of the engine", () => {
    expect(preview(held(MAP), move(HEAP + P))).toMatchObject({ verdict: "EINVAL" });
    const full = `${MAP}next = mmap(heap + 4*PAGE, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)\n`;
    expect(preview(held(full), resize(6))).toMatchObject({ verdict: "ENOMEM" });
    expect(preview(held(full), resize(6, true))).toMatchObject({ verdict: "moves" });
    expect(preview(held(full), { kind: "map", start: HEAP, end: HEAP + P })).toMatchObject({
      verdict: "EEXIST",
    });
  });
});

describe("where a line goes", () => {
  const text = `${MAP}\n# then it is read\nload(heap, PAGE)\n`;
  const { timeline } = runText(text, null);
  it("at the end, without a hole", () => {
    expect(insertLines(`${MAP}\n\n`, runText(MAP, null).timeline, 2, ["new"])).toBe(`${MAP}new\n`);
    expect(insertLines("", runText("", null).timeline, 0, ["new"])).toBe("new\n");
  });
  it("before the next call and what is said about it", () => {
    expect(insertLines(text, timeline, 2, ["new"]).split("\n")[2]).toBe("new");
    expect(insertLines(text, timeline, 0, ["new"]).split("\n")[0]).toBe("new");
  });
});

describe("an action", () => {
  const opened = (text: string): Explorer => {
    const explorer = createExplorer({
      runner: runText,
      composerActions,
      ticks: () => [1],
      scenarios: { get: () => undefined, hasProgram: () => false, fetch: async () => undefined },
      newId: () => "id",
    });
    explorer.getState().actions.editText(text);
    explorer.getState().actions.end();
    return explorer;
  };
  const mmOf = (explorer: Explorer): number =>
    [...explorer.getState().run.timeline.initial.tasks.values()][0]?.mm ?? 0;
  const done = (explorer: Explorer, action: HandAction, made: Parameters<typeof offerOf>[3] = null) => {
    const offer = offerOf(explorer.getState(), mmOf(explorer), action, made);
    if (offer === null) throw new Error("nothing can be done");
    return applyOffer(explorer, offer);
  };

  it("writes its line, runs it, and stands behind it; it can be taken back", () => {
    const explorer = opened(MAP);
    const made = done(explorer, move(0x2000_0000));
    const state = explorer.getState();
    expect(state.text).toBe(
      `${MAP}to = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)\n`,
    );
    expect(state.cursor).toEqual({ done: 3, t: 0 });
    expect(made.place).toEqual({ start: 0x2000_0000, end: 0x2000_0000 + 4 * P });
    takeBack(explorer, made);
    expect(explorer.getState()).toMatchObject({ text: MAP, cursor: { done: 2, t: 0 } });
  });

  it("pulling at the same edge again replaces the line", () => {
    const explorer = opened(MAP);
    const first = done(explorer, resize(6));
    done(explorer, { kind: "resize", start: HEAP, end: HEAP + 6 * P, size: 5 * P, mayMove: false }, first);
    expect(explorer.getState().text).toBe(`${MAP}mremap(heap, 4*PAGE, 5*PAGE, 0)\n`);
  });

  it("in the middle of a program goes before the next call", () => {
    const explorer = opened(`${MAP}load(heap, PAGE)\n`);
    explorer.getState().actions.seek({ done: 2, t: 0 });
    applyDeed(explorer, mmOf(explorer), { kind: "dontneed", start: HEAP, end: HEAP + P });
    expect(explorer.getState().text.split("\n")[2]).toBe("madvise(heap, PAGE, MADV_DONTNEED)");
    expect(explorer.getState().cursor).toEqual({ done: 3, t: 0 });
  });
});
