import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { offersAt } from "./offers.ts";

/** The labels at the `^` in a text. */
const labels = (marked: string, asked = true): readonly string[] => {
  const at = marked.indexOf("^");
  const found = offersAt(marked.replace("^", ""), at, asked);
  return found?.offers.map(({ label }) => label) ?? [];
};

const MAPPED =
  'heap = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS)\nfd = memfd_create("a")\nsize = 4*PAGE\n';

describe("what is offered", () => {
  it("calls at the start of a line and behind a name", () => {
    expect(labels("^")).toEqual(
      expect.arrayContaining(["mmap", "mremap", "thread", "kernel", "expect maps"]),
    );
    expect(labels(`${MAPPED}m^`)).not.toContain("kernel");
    expect(labels("to = m^")).toContain("mremap");
    expect(labels("thread gc: ^")).toContain("store");
  });

  it("flags of the very argument, and behind a bar those that are not there yet", () => {
    expect(labels("mremap(0x1000, 1, 1, M^")).toContain("MREMAP_DONTUNMAP");
    const more = labels("mmap(NULL, 1, PROT_READ|^");
    expect(more).toContain("PROT_WRITE");
    expect(more).not.toContain("PROT_READ");
    expect(labels("madvise(0x1000, 1, ^")).toContain("MADV_DONTNEED");
  });

  it("variables by what they hold", () => {
    expect(labels(`${MAPPED}load(^`).slice(0, 2)).toEqual(["heap", "size"]);
    expect(labels(`${MAPPED}ftruncate(^`)).toEqual(["fd"]);
  });

  it("members of the structure that the request takes, and their values", () => {
    expect(labels("ioctl(3, UFFDIO_REGISTER, ^")).toEqual(["{…} struct uffdio_register"]);
    expect(labels("ioctl(3, UFFDIO_REGISTER, {^")).toEqual(["range", "mode"]);
    expect(labels("ioctl(3, UFFDIO_REGISTER, {range={start=0x1000, ^")).toEqual(["len"]);
    expect(labels("ioctl(3, UFFDIO_REGISTER, {range={start=0x1000, len=1}, mode=^")).toContain(
      "UFFDIO_REGISTER_MODE_WP",
    );
  });

  it("what may follow a value, only when asked", () => {
    expect(labels("munmap(0x1000^")).toEqual([", len", "*PAGE", ")"]);
    expect(labels("munmap(0x1000^", false)).toEqual([]);
    expect(labels("mremap(0x1000, 1, 1, MREMAP_MAYMOVE^").slice(0, 3)).toEqual([
      ")",
      ", new_address",
      "|MREMAP_FIXED",
    ]);
  });

  it("values of settings, threads and permissions", () => {
    expect(labels("kernel ^")).toContain("5.10");
    expect(labels("limit ^")).toEqual(["MEMLOCK", "AS", "DATA", "STACK"]);
    expect(labels("thread gc: load(1)\nthread ^")).toEqual(["gc", "main"]);
    expect(labels("expect maps 0x1000, PAGE, ^")).toContain("rw-p");
    expect(labels("munmap(0x1000, 1) = ^")).toContain("-1 EINVAL");
  });

  it("mappings in every line of an expectation of several", () => {
    const block = `${MAPPED}expect maps {\n`;
    for (const lines of ["", "  heap, PAGE, r--p\n", "  heap, PAGE, r--p\n\n"]) {
      expect(labels(`${block}${lines}  ^`)).toEqual(["size", "fd", "heap"]);
      expect(labels(`${block}${lines}  h^`)).toContain("heap");
      expect(labels(`${block}${lines}  heap, ^`)).toContain("8*PAGE");
      expect(labels(`${block}${lines}  heap, PAGE, ^`)).toContain("r--p");
    }
    expect(labels(`${block}  heap, PAGE, r--p\n}\n^`)).toContain("mremap");
  });

  it("nothing in comments and texts", () => {
    expect(labels("// m^")).toEqual([]);
    expect(labels('memfd_create("m^')).toEqual([]);
  });

  it("never throws, wherever the caret is", () => {
    const word = fc.constantFrom(
      ..."heap = mmap ( ) , PAGE 8 * | { } 'A' \"a\" thread gc : # load ioctl UFFDIO_REGISTER UFFDIO_COPY range = mode = \n kernel expect maps limit".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.nat(), (words, n) => {
        const text = words.join(" ");
        offersAt(text, n % (text.length + 1), true);
      }),
    );
  });

  /** Takes the named offers one after the other, as a reader does with arrow keys and Enter. */
  const write = (...picks: readonly string[]): string =>
    picks.reduce((text, pick) => {
      if (pick === "\n") return `${text}\n`;
      const found = offersAt(text, text.length, true);
      const chosen = found?.offers.find(({ label }) => label === pick);
      expect(chosen, `${pick} behind ${text}`).toBeDefined();
      return text.slice(0, found?.from) + (chosen?.apply ?? "");
    }, "");

  it("is enough to write a program", () => {
    const picks = [
      ["mmap", "NULL", ", length", "4*PAGE", ", prot", "PROT_READ|PROT_WRITE", ", flags"],
      ["MAP_PRIVATE|MAP_ANONYMOUS", ")", "\n"],
      ["store", "heap", ", len", "PAGE", ", value", "'A'", ")", "\n"],
      ["userfaultfd", "UFFD_USER_MODE_ONLY", ")", "\n"],
      ["ioctl", "uffd", ", request", "UFFDIO_REGISTER", ", argp", "{…} struct uffdio_register"],
      ["heap", ", len", "4*PAGE", "}", ", mode", "UFFDIO_REGISTER_MODE_MISSING", "}", ")", "\n"],
    ].flat();
    const text = write(...picks);
    expect(parseScenario(text).diagnostics).toEqual([]);
    expect(text.split("\n")[3]).toBe(
      "ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})",
    );
  });
});
