import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIBRARY } from "#scenarios/library.ts";
import { canonicalText, encodeProgram } from "./program.ts";
import { decodeReadable, encodeReadable } from "./readable.ts";
import type { LinkState } from "./state.ts";

const START = { done: 0, t: 0 };
const stateOf = (text: string): LinkState => ({
  text,
  title: "",
  scenario: null,
  kernel: null,
  cursor: START,
});
const throughLink = (text: string): string => decodeReadable(encodeReadable(stateOf(text))).state.text;

/** Everything that a link may hold without being quoted or cut off. */
const ALPHABET = /^[A-Za-z0-9._~-]*[A-Za-z0-9]$/;

describe("programs in links", () => {
  it.each([
    ["store(heap, 3*PAGE, 'A')", "store.heap.3P.-qA"],
    ["mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "mmap.NULL.8P.RW.PA"],
    ["thread gc:", "gc-t-"],
    ["kernel 6.18", ".kernel.6_18"],
    ["limit MEMLOCK 64 KiB", ".limit.MEMLOCK.64.KiB"],
  ])("writes %s short", (line, expected) => {
    const text = `heap = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\n`;
    const source = /^(kernel|limit)/.test(line) ? line : text + line;
    expect(encodeProgram(source).at(-1)).toBe(expected);
  });

  it.each(LIBRARY)("gives “$title” back", ({ id, program }) => {
    const link = encodeReadable({
      ...stateOf(program),
      scenario: id,
      kernel: "6.12.117",
      cursor: { done: 5, t: 0.25 },
    });
    expect(decodeReadable(link).state.text).toBe(canonicalText(program));
    expect(link).toMatch(ALPHABET);
    // Verbatim lines are for what is not understood.
    expect(link).not.toContain("-V");
  });

  it("gives any text back as the formatter writes it", () => {
    const word = fc.constantFrom(
      ..."heap = mmap ( ) , PAGE 8 * 0x10 + - | << ~ NULL MAP_PRIVATE \n \n { } [ ] 'A' \"a b\" thread gc : # // /* */ store load mremap 1 kernel 6.18 title KiB range = -1 EINVAL ? RW FIXED é 🙂".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 50 }), (words) => {
        const text = words.join(" ");
        expect(throughLink(text)).toBe(canonicalText(text));
      }),
      { numRuns: 1000 },
    );
  });
});
