import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";

const MANY = 300;
const BASE = 0x1_0000_0000;
const SIZE = `0x${BASE.toString(16)}, ${MANY}*PAGE`;

/** Pages that are mappings of their own, each touched. */
const mappings = Array.from(
  { length: MANY },
  (_, i) => `maps 0x${(BASE + i * 4096).toString(16)}, 4096, ${i % 2 === 0 ? "rw-p" : "r--p"}`,
).join("\n");

const eventsOf = (call: string, count = MANY) => {
  const head = mappings.split("\n").slice(0, count).join("\n");
  const { program } = parseScenario(
    `thp never\n${head}\nload(${SIZE.replace(`${MANY}`, `${count}`)})\n${call}\n`,
  );
  const step = runProgram(program).steps.at(-1);
  if (step?.result.kind !== "ok") throw new Error("the call fails");
  return step.events;
};

const times = (events: ReturnType<typeof eventsOf>, kind: string): number =>
  events.reduce((sum, event) => sum + (event.kind === kind ? (event.times ?? 1) : 0), 0);

describe("a call over hundreds of mappings", () => {
  const move = `mremap(${SIZE}, ${MANY}*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x2000000000)`;

  it("is told in few events, and none is lost in the counts", () => {
    const events = eventsOf(move);
    expect(events.length).toBeLessThan(900);
    expect(times(events, "vmaCreated")).toBe(MANY);
    expect(times(events, "vmaRemoved")).toBe(MANY);
    const entries = events.reduce((sum, event) => sum + (event.kind === "ptesMoved" ? event.entries : 0), 0);
    expect(entries).toBe(MANY);
  });

  it("enters and leaves functions in pairs", () => {
    for (const call of [move, `munmap(${SIZE})`, `mprotect(${SIZE}, PROT_NONE)`, "fork()"]) {
      const open: string[] = [];
      const crossed = eventsOf(call).filter(({ kind, where }) => {
        if (kind === "entered") open.push(where);
        return kind === "left" && open.pop() !== where;
      });
      expect(crossed).toEqual([]);
      expect(open).toEqual([]);
    }
  });

  it("shows the last mappings where they were until they travel", () => {
    const events = eventsOf(move);
    const moved = events.findIndex(({ kind, times: told = 1 }) => kind === "ptesMoved" && told > 1);
    const before = events[moved - 1]?.machine.mms.get(events[0]?.mm ?? 0)?.vmas;
    expect(before?.at(BASE + 200 * 4096)).not.toBeNull();
  });

  it("is told as it went where there are few", () => {
    const few = move.replaceAll(`${MANY}*PAGE`, "40*PAGE");
    expect(eventsOf(few, 40).some((event) => event.times !== undefined)).toBe(false);
  });
});
