import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { markdownScript } from "./markdownScript.ts";
import { parseLogLine } from "./straceLine.ts";
import { straceText } from "./straceText.ts";

const TEXT = `heap = mmap(0x10000000, 2*PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)
store(heap, PAGE, 'A')
mremap(heap, PAGE, 3*PAGE, FIXED)
thread gc: load(0x20000000)
`;
const timeline = runProgram(parseScenario(TEXT).program);

describe("straceText", () => {
  it("has system calls and signals, and no touch of a page", () => {
    expect(straceText(timeline).split("\n")).toEqual([
      "1     mmap(0x10000000, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0) = 0x10000000",
      "1     mremap(0x10000000, 4096, 12288, MREMAP_FIXED, 0) = -1 EINVAL (Invalid argument)",
      "2     --- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x20000000} ---",
      "",
    ]);
  });

  it("is read back line by line", () => {
    const kinds = straceText(timeline)
      .trim()
      .split("\n")
      .map((line) => parseLogLine(line).kind);
    expect(kinds).toEqual(["call", "call", "signal"]);
  });
});

describe("markdownScript", () => {
  const script = markdownScript(timeline, {
    title: "A *test*",
    program: TEXT,
    sentence: ({ index }) => `Say <${index}>.`,
  });

  it("has title, program, and every call with its sentence", () => {
    expect(script).toMatch(/^# A \\\*test\\\*\n/);
    expect(script).toContain(`\`\`\`c\n${TEXT}\`\`\``);
    expect(script).toContain(
      "3. **main** `mremap(heap, PAGE, 3*PAGE, MREMAP_FIXED, 0)` → `-1 EINVAL (Invalid argument)`",
    );
    expect(script).toContain("   Say \\<3\\>.");
  });
});
