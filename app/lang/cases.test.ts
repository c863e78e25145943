import { describe, expect, it } from "vitest";
import cases from "./cases.txt?raw";
import { formatScenario } from "./formatter.ts";
import { parseScenario } from "./scenario.ts";

/** One example: `# name`, source, `==>`, and the canonical text or what is said about the source. */
interface Case {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
}

const readCases = (text: string): readonly Case[] =>
  text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const newline = part.indexOf("\n");
      const [source = "", expected = ""] = part.slice(newline + 1).split("\n==>\n");
      return { name: part.slice(0, newline), source, expected: expected.replace(/\n+$/, "") };
    });

/** line:column code, and what the fix would put there. */
const told = (source: string): string => {
  const { program, diagnostics } = parseScenario(source);
  if (diagnostics.length === 0) return formatScenario(program).trimEnd();
  return diagnostics
    .map(({ range, code, fix }) => {
      const place = `${range.line}:${range.column} ${code}`;
      return fix === undefined ? place : `${place} → ${fix.replacement}`;
    })
    .join("\n");
};

describe("the language by example", () => {
  it.each(readCases(cases))("$name", ({ source, expected }) => {
    expect(told(source)).toBe(expected);
  });

  it("points at the very characters that a fix replaces", () => {
    const source = "mremap(0x1000, 1, 1, MREMAP_MAYMOV)";
    const [diagnostic] = parseScenario(source).diagnostics;
    expect(source.slice(diagnostic!.range.from, diagnostic!.range.to)).toBe("MREMAP_MAYMOV");
  });
});

describe("work on hostile text", () => {
  const lines = 20_000;
  it.each([
    ["parentheses", "(".repeat(500_000)],
    ["structures", `ioctl(3, UFFDIO_REGISTER, ${"{".repeat(500_000)}`],
    ["minus signs", `load(${"-".repeat(500_000)}1)`],
    ["a long sum", `load(1${"+1".repeat(250_000)})`],
    ["a long number", `load(${"9".repeat(1_900_000)})`],
    ["strings without end", '"\n'.repeat(lines)],
    ["comments without end", "/*\n".repeat(200_000)],
    ["blank lines inside", `load(1${"\n".repeat(500_000)}`],
    ["more blank lines inside", "load(1,\n\n\n\n".repeat(100_000)],
    ["unknown names", Array.from({ length: lines }, (_, at) => `v${at} = mmap(w${at}, 1, 1, 1)`).join("\n")],
    ["unknown calls", "mrempa(1)\n".repeat(lines)],
    ["open lines", "load(1,\n".repeat(lines)],
    ["blank lines", "\n".repeat(500_000)],
  ])("%s", { timeout: 20_000 }, (_name, text) => {
    expect(parseScenario(text).diagnostics.length).toBeLessThanOrEqual(201);
  });
});
