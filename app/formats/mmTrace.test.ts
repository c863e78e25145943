import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { recordedCalls, TraceComparison } from "./mmTraceCompare.ts";
import { replayTrace } from "./mmTraceReplay.ts";
import { accountOf } from "./mmTraceWrite.ts";

const PROGRAM = `a = mmap(0x10000000, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)
store(a + PAGE, 2*PAGE, 0xa)
load(a)
b = mremap(a, 4*PAGE, 4*PAGE, MAYMOVE|FIXED|DONTUNMAP, 0x20000000)
store(a, PAGE, 0xb)
load(0x1000)
munmap(b, 4*PAGE)
store(a + PAGE, PAGE, 0xc)
`;

/** The engine's account of the program as the text of a recording. */
function recorded(): string {
  const { header, lines } = accountOf(runProgram(parseScenario(PROGRAM).program), "test");
  return [header, ...[...lines].map(({ line }) => line)].map((line) => JSON.stringify(line)).join("\n");
}

const replayed = (text: string) => {
  const replay = replayTrace(text);
  if (!replay.ok) throw new Error(replay.error);
  return replay.value;
};

describe("an account in mm-trace/1", () => {
  it("numbers frames by first appearance, and anew when one comes back", () => {
    const pages = recordedCalls(recorded()).map((line) => line["pages"]);
    expect(pages[1]).toEqual([{ addr: "0x10001000", n: 2, frame: 1, value: "0xa", bits: "PX" }]);
    expect(pages[3]).toEqual([
      { addr: "0x20000000", frame: 0, value: "0x0", bits: "PZ" },
      { addr: "0x20001000", n: 2, frame: 1, value: "0xa", bits: "PX" },
    ]);
    expect(pages[7]).toEqual([
      { addr: "0x10000000", frame: 3, value: "0xb", bits: "PX" },
      { addr: "0x10001000", frame: 4, value: "0xc", bits: "PX" },
    ]);
  });

  it("says where an access went wrong, and leaves out what did not change", () => {
    expect(recordedCalls(recorded())[5]).toEqual({
      call: "load(0x1000, 1) = -1 SIGSEGV",
      fault: { code: "SEGV_MAPERR", addr: "0x1000" },
    });
  });

  it("replays to itself", () => {
    const text = recorded();
    const replay = replayed(text);
    const comparison = new TraceComparison(replay.header.json);
    expect(comparison.compareState({ ...replay.initial, mm: replay.header.mm })).toEqual([]);
    const calls = [...replay.calls];
    expect(calls).toHaveLength(8);
    const results = calls.map(({ line }) => line.call);
    expect(results).toEqual(recordedCalls(text).map((line) => line["call"]));
  });

  it("shows a difference by its entries", () => {
    const text = recorded().replaceAll('"value":"0xb"', '"value":"0xbad"');
    const replay = replayed(text);
    const comparison = new TraceComparison(replay.header.json);
    const lines = recordedCalls(text);
    const differences = [...replay.calls].map((call, index) => comparison.compare(lines[index] ?? {}, call));
    expect(differences[4]).toMatchObject([
      { key: "pages", expected: [expect.stringContaining("0xbad")], got: [expect.stringContaining("0xb")] },
    ]);
    expect(differences[3]).toEqual([]);
  });
});

describe("a recording that is none", () => {
  it.each([
    ["", "no JSON"],
    ['{"format":"mm-trace/2"}', "mm-trace/2"],
    ['{"format":"mm-trace/1"}', "brk"],
    ['{"format":"mm-trace/1","brk":"0x1000","vmas":[{"start":"0x1"}]}', "mapping"],
    [
      '{"format":"mm-trace/1","brk":"0x1000","vmas":[{"start":"0x2000","end":"0x3000","offset":"0x0"},{"start":"0x1000","end":"0x2000","offset":"0x0"}]}',
      "order",
    ],
  ])("%s", (text, why) => {
    const replay = replayTrace(text);
    expect(replay.ok ? "" : replay.error).toContain(why);
  });

  it("never throws, whatever its lines hold", () => {
    const header = recorded().split("\n")[0] ?? "";
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.json(), fc.string(), fc.constant('{"call":"load(0x10000000, 1) = 0"}'))),
        (lines) => {
          expect([...replayed([header, ...lines].join("\n")).calls]).toBeDefined();
        },
      ),
    );
  });
});
