import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScenario } from "./formatter.ts";
import { tokenize } from "./lexer.ts";
import { parseLines } from "./parser.ts";
import { parseScenario } from "./scenario.ts";

/** How often the parser may look at a token on the average. */
const WORK_PER_TOKEN = 12;

const formatted = (text: string): string => {
  const { program, diagnostics } = parseScenario(text);
  expect(diagnostics).toEqual([]);
  return formatScenario(program);
};

describe("formatScenario", () => {
  it("fills in what was left out, writes flags in full and keeps names", () => {
    const text = `
kernel 6.18
limit MEMLOCK 64KiB

// the heap
heap=mmap(NULL,8*PAGE,READ|WRITE,PRIVATE|ANONYMOUS)   # eight pages
uffd = userfaultfd()
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, 8*PAGE, MISSING})
store(heap+2*PAGE, 3*(PAGE), 'A')
thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MAYMOVE|DONTUNMAP) = -1 EINVAL (Invalid argument)
thread native:
load(heap)`;
    expect(formatted(text)).toBe(`kernel 6.18
limit MEMLOCK 64 KiB

// the heap
heap = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) # eight pages
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=8*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
store(heap + 2*PAGE, 3*PAGE, 'A')
thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0) = -1 EINVAL
thread native:
load(heap, 1)
`);
  });

  it("keeps a comment within a broken line where it is, once", () => {
    const { program } = parseScenario("/* a */ heap /* b */ = heap /* c */");
    expect(formatScenario(program)).toBe("heap /* b */ = heap /* a */ /* c */\n");
    const { program: worse } = parseScenario("/* a */ heap /* b */ heap // c");
    expect(formatScenario(worse)).toBe("heap /* b */ heap // c /* a */\n");
  });

  it("gives the same text again when its own text is parsed", () => {
    const word = fc.constantFrom(
      ..."heap = mmap ( ) , PAGE 8 * 0x10 + - | << ~ NULL MAP_PRIVATE \n \n { } [ ] 'A' \"a\" thread gc : # // /* */ store load mremap 1 kernel 6.18 title KiB range = -1 EINVAL ? expect maps rw-p none } {".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const once = formatScenario(parseScenario(words.join(" ")).program);
        expect(formatScenario(parseScenario(once).program)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a carriage return for a blank", () => {
    for (const text of ["\r", "load(1,\r", "load( 1, 1 )\r\r\n", "load( 1, \r 1 )\rload"]) {
      const once = formatScenario(parseScenario(text).program);
      expect(formatScenario(parseScenario(once).program)).toBe(once);
    }
    expect(formatScenario(parseScenario("load( 1, 1 ) // a\r\nload(2, 1)\r").program)).toBe(
      "load(1, 1) // a\nload(2, 1)\n",
    );
  });

  it.each(["\u2028x = mmap(NULL,1)", "x = mmap(NULL,1)\u2028", "\ufeffx = mmap(NULL,1)\n"])(
    "keeps the odd space that makes a line wrong: %j",
    (text) => {
      const once = formatScenario(parseScenario(text).program);
      expect(once).toContain(text.replace("\n", ""));
      expect(formatScenario(parseScenario(once).program)).toBe(once);
    },
  );

  it("never throws, whatever the text is, and looks at each token a few times at most", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        ..."( ) { } [ ] , = \n expect maps thread gc : mmap 0x1 'A \" /* */ // .".split(" "),
        "\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const text = pieces.join("");
        parseScenario(text);
        const { work } = parseLines(text);
        expect(work).toBeLessThanOrEqual(WORK_PER_TOKEN * tokenize(text).length + WORK_PER_TOKEN);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    "load(1,\n",
    "expect maps {\n1, 2, rw-p\n",
    "thread gc: a = b(c, {d=e},\n\n",
    "/* */ f(//\n",
    "}{",
  ])("work grows with the text and no faster: %j", (line) => {
    const { work } = parseLines(line.repeat(4000));
    expect(work).toBeLessThanOrEqual(WORK_PER_TOKEN * tokenize(line).length * 4000);
  });
});
