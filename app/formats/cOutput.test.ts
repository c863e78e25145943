import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { explainCOutput, parseCOutput } from "./cOutput.ts";

const PROGRAM = `kernel 6.18
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)
`;
const CALL = "main: mremap(0x10000000, 8192, 8192, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)";
const OUTPUT = `DIFFERENT in call 2: ${CALL}
  result
  expected: success
  got:      -1, errno 22 (Invalid argument)
`;

const explain = (text: string) => {
  const parsed = parseCOutput(text);
  if (!parsed.ok || parsed.value.kind !== "different") throw new Error("no difference");
  return explainCOutput(parsed.value, runProgram(parseScenario(PROGRAM).program), PROGRAM);
};

describe("what the C program printed", () => {
  it("is read with the prompt in front of it, and never throws", () => {
    expect(parseCOutput("$ ./s\r\nPASS\r\n")).toEqual({ ok: true, value: { kind: "pass" } });
    expect(parseCOutput("SKIP this is Linux 5.10\n")).toMatchObject({
      value: { kind: "skip", why: "this is Linux 5.10" },
    });
    expect(parseCOutput(OUTPUT)).toMatchObject({ value: { call: 2, text: CALL, what: "result" } });
    expect(parseCOutput("segmentation fault").ok).toBe(false);
  });

  it("is explained by the kernels that would give it", () => {
    const explained = explain(OUTPUT);
    if (!explained.ok) throw new Error(explained.error);
    expect(explained.value.kernels).toContain("Linux 5.4");
    expect(explained.value.kernels).not.toContain("Linux 6.18");
    expect(explained.value.shown).toMatch(/^0x/);
  });

  it("tells mappings and pages as well", () => {
    const left = OUTPUT.replace("result", "mapping in /proc/self/maps").replace(
      /got:.*/,
      "got: 0x10000000-0x10002000 rw-p",
    );
    const explained = explain(left);
    expect(explained.ok && explained.value.kernels.includes("Linux 6.18")).toBe(true);
    const page = OUTPUT.replace("result", "page in /proc/self/pagemap").replace(
      /got:.*/,
      "got: page 0x10000000 present, starts with 0x41",
    );
    expect(explain(page)).toMatchObject({ value: { kernels: [] } });
  });

  it("does not fit another program", () => {
    const explained = explain(OUTPUT.replace("8192, 8192", "4096, 8192"));
    expect(explained.ok ? "" : explained.error).toContain("Open the program that the C file was made from");
  });
});
