import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIBRARY } from "#scenarios/library.ts";
import { decodeLink, encodeLink, encodeReadableLink, encodeScenarioLink } from "./codec.ts";
import { pack } from "./packed.ts";
import { canonicalText } from "./program.ts";
import type { LinkState } from "./state.ts";
import { FRAGMENT_MAX } from "./state.ts";
import { withoutTricks } from "./textEscape.ts";
import { checkUpgraders } from "./versions.ts";

const START = { done: 0, t: 0 };
const stateOf = (patch: Partial<LinkState>): LinkState => ({
  text: "load(0x1000, 1)\n",
  title: "",
  scenario: null,
  kernel: null,
  cursor: START,
  ...patch,
});

const programs = fc
  .array(
    fc.constantFrom(
      "heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
      "store(heap + 2*PAGE, 3*PAGE, 'x')",
      "thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0) = -1 EINVAL",
      "thread native:",
      "uffd = userfaultfd(O_CLOEXEC)",
      "ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})",
      "ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=8*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING|UFFDIO_REGISTER_MODE_WP})",
      "madvise(heap, 8*PAGE, MADV_DONTNEED)",
      'fd = memfd_create("a~b.c-d_e", 0)',
      "prlimit64(0, RLIMIT_AS, {rlim_cur=1048576, rlim_max=RLIM64_INFINITY}, NULL)",
      "// a note: 100% “quoted” & <b>bold</b>",
      "load(heap, 1) // behind",
      "expect maps 0x1000, 8*PAGE, r--p",
      'expect maps 0x1000, PAGE, ---s, "/memfd:a (deleted)" // so',
      "maps 0x10000000, 2 MiB, -w-p",
      "this is no call",
      "",
    ),
    { maxLength: 30 },
  )
  .map((lines) => lines.join("\n"));

const states: fc.Arbitrary<LinkState> = fc.record({
  text: programs,
  title: fc
    .string({ unit: "grapheme-composite", maxLength: 20 })
    .map((title) => withoutTricks(title).replaceAll(/\s+/g, "x")),
  scenario: fc.constantFrom(null, "java-heap", "window"),
  kernel: fc.constantFrom(null, "6.18", "v3", "6.12.117"),
  cursor: fc.record({ done: fc.nat(100), t: fc.nat(999).map((n) => n / 1000) }),
});

describe("links", () => {
  it("give back what went in", async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        const link = await encodeLink(state);
        expect(link).toMatch(/^1z?\.[A-Za-z0-9._~-]*[A-Za-z0-9]$/);
        const decoded = await decodeLink(`#${link}`);
        const text = canonicalText(state.text);
        expect(decoded).toMatchObject({ kind: "state", state: { ...state, text }, notices: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("are the same when they are made again of what they gave", async () => {
    for (const { id, title, program } of LIBRARY) {
      const link = encodeReadableLink(stateOf({ text: program, title, scenario: id }));
      const decoded = await decodeLink(link);
      expect(decoded.kind === "state" && encodeReadableLink(decoded.state)).toBe(link);
    }
  });

  it("are packed when that is much shorter, and only then", async () => {
    const short = stateOf({});
    expect(await encodeLink(short)).toBe(encodeReadableLink(short));
    const long = stateOf({ text: "store(0x10000000, 8*PAGE, 'A')\n".repeat(40) });
    const packed = await encodeLink(long);
    expect(packed).toMatch(/^1z\..*z$/);
    expect(packed.length).toBeLessThan(encodeReadableLink(long).length * 0.8);
    expect(await decodeLink(packed)).toEqual(await decodeLink(encodeReadableLink(long)));
  });

  it.each(LIBRARY)("of “$title” has at most 300 characters", async ({ id, program }) => {
    const cursor = { done: 5, t: 0.25 };
    const link = await encodeLink({ text: program, title: "", scenario: id, kernel: "6.12.117", cursor });
    expect(link.length).toBeLessThanOrEqual(300);
  });

  it("survive a chat tool that writes ~ as %7E", async () => {
    const link = encodeReadableLink(stateOf({ title: "Grüße, 100 %" }));
    expect(await decodeLink(link.replaceAll("~", "%7E"))).toEqual(await decodeLink(link));
  });

  it("name a built-in scenario in the short form", async () => {
    const link = encodeScenarioLink({
      scenario: "java-heap",
      title: "",
      kernel: null,
      cursor: { done: 5, t: 0 },
    });
    expect(link).toBe("s.-ijava-heap~-s5");
    expect(await decodeLink(link)).toMatchObject({
      kind: "scenario",
      id: "java-heap",
      parts: { cursor: { done: 5 } },
    });
  });

  it("explain themselves when they are of no use", async () => {
    expect(await decodeLink("")).toEqual({ kind: "none" });
    expect(await decodeLink("#about")).toMatchObject({
      kind: "broken",
      notice: { code: "no-link" },
      raw: "about",
    });
    expect(await decodeLink("#2.load.0~-s1")).toMatchObject({
      kind: "broken",
      notice: { code: "newer-version" },
      raw: "2.load.0~-s1",
    });
    expect(await decodeLink("#1z.AAAAz")).toMatchObject({ kind: "broken", notice: { code: "damaged" } });
  });

  it("open as far as they can be read", async () => {
    expect(await decodeLink("#1.load.0x1000~%%%~store.0~-k6_18~-s2")).toMatchObject({
      kind: "state",
      state: { text: "load(0x1000, 1)\n", kernel: "6.18", cursor: { done: 2, t: 0 } },
      notices: [{ code: "bad-line" }],
    });
    expect(await decodeLink("#1.load.0x1000~-snever~-x1")).toMatchObject({
      kind: "state",
      state: { text: "load(0x1000, 1)\n", cursor: START },
      notices: [{ code: "bad-part" }],
    });
  });
});

describe("hostile links", () => {
  it("do not unfold a bomb", async () => {
    const bomb = await pack("x".repeat(20_000_000));
    expect(bomb.length).toBeLessThan(FRAGMENT_MAX);
    expect(await decodeLink(`#1z.${bomb}`)).toMatchObject({ kind: "broken", notice: { code: "damaged" } });
  });

  it("do not dig too deep", async () => {
    const deep = await pack(`ioctl.1.api.${"-B".repeat(120_000)}~-s0`);
    expect(await decodeLink(`1z.${deep}`)).toMatchObject({ kind: "state" });
  });

  it("are not looked at when they are too long", async () => {
    const link = `#1.${"load.0~".repeat(20_000)}`;
    expect(await decodeLink(link)).toMatchObject({ kind: "broken", notice: { code: "too-long" } });
  });

  it.each([
    ["a prototype", "1.__proto__-mmap.0~constructor.1~-i__proto__~-kconstructor~-s1"],
    ["a prototype's letter", "1.toString.RW~mmap.0.1.toString.constructor~-s1"],
    ["huge numbers", "1.load.99999999999999999999999999999999~-s99999999999"],
    ["half a character", "1.load.0~-t-ud800-udfff-vffffff~-s0"],
    ["deep braces", `1.ioctl.1.api.${"-R".repeat(30_000)}~-s0`],
    ["nothing but separators", `1.${"~".repeat(5000)}`],
    ["a packed nothing", "1z.z"],
    ["a missing body", "1."],
    ["broken quoting", "1.load.0%E0%A4%A~-s0"],
  ])("with %s are harmless", async (_, link) => {
    const decoded = await decodeLink(link);
    expect(["state", "broken"]).toContain(decoded.kind);
    expect(Object.hasOwn(Object.prototype, "mmap")).toBe(false);
  });

  it("cannot turn text round or hide lines in it", async () => {
    const state = stateOf({ title: "a\u202eb\nc\0", text: "// x\u202ey\nload(0, 1)\n" });
    const decoded = await decodeLink(encodeReadableLink(state));
    expect(decoded).toMatchObject({ kind: "state", state: { title: "ab c" } });
    expect(decoded.kind === "state" && decoded.state.text).toBe("// xy\nload(0, 1)\n");
    const hidden = await decodeLink("1..-Vload-280-29-0aload-281-29~-s0");
    expect(hidden.kind === "state" && hidden.state.text.split("\n")).toHaveLength(2);
  });

  it("of any characters give an answer", async () => {
    const piece = fc.constantFrom(
      ..."-~._RVCSQZqtski08PmmapAFNxz%€".split(""),
      "1.",
      "1z.",
      "mremap",
      "-R",
      "-Z",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        for (const start of ["1.", "1z.", "s.", ""]) {
          const decoded = await decodeLink(start + pieces.join(""));
          expect(decoded.kind).toBeTypeOf("string");
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe("checkUpgraders", () => {
  it("wants one for every older version and none else", () => {
    const same = (readable: string): string => readable;
    expect(() => checkUpgraders(new Map([[1, same]]), 2)).not.toThrow();
    expect(() => checkUpgraders(new Map(), 2)).toThrow("version 1");
    expect(() =>
      checkUpgraders(
        new Map([
          [1, same],
          [2, same],
        ]),
        2,
      ),
    ).toThrow("version 2");
  });
});
