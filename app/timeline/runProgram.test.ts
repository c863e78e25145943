import { describe, expect, it } from "vitest";
import { mapsText } from "#engine/procMaps.ts";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "./runProgram.ts";
import type { Timeline } from "./timeline.ts";

const run = (text: string, kernel?: string): Timeline =>
  runProgram(parseScenario(text).program, kernel === undefined ? {} : { kernel });

const HEAP = "heap = mmap(0x10000000, 2*PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)\n";

describe("runProgram", () => {
  it("gives a step for every call, with names, threads and the kernel's steps", () => {
    const { steps, stopped } = run(`${HEAP}\nthread gc: load(heap)`);
    expect(stopped).toBeNull();
    expect(steps.map(({ line, thread, text }) => [line, thread, text])).toEqual([
      [
        1,
        "main",
        "mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
      ],
      [3, "gc", "load(heap, 1)"],
    ]);
    expect(steps[1]?.names.get("heap")).toBe(0x1000_0000n);
    expect(steps[0]?.events.length).toBeGreaterThan(0);
    expect(steps[1]?.before).toBe(steps[0]?.after);
  });

  it("goes on behind a call that fails; its variable holds -1", () => {
    const { steps, stopped } = run("bad = mremap(0x10000000, PAGE, PAGE, 0)\nmunmap(bad, PAGE)");
    expect(stopped).toBeNull();
    expect(steps.map(({ result }) => result.kind)).toEqual(["failed", "failed"]);
    expect(steps[1]?.call.args[0]).toBe(0xffff_ffff_ffff_ffffn);
  });

  it("stops in front of a line with an error and keeps what came before", () => {
    const { steps, stopped } = run(`${HEAP}mremap(heap, oops)\nload(heap)`);
    expect(steps).toHaveLength(1);
    expect(stopped).toMatchObject({ code: "line-with-error", range: { line: 2 } });
  });

  it("judges what is expected behind a call", () => {
    const { steps } = run(
      `${HEAP}munmap(1, PAGE) = -1 EINVAL\nload(0x1000) = -1 SIGSEGV\nload(heap) = 7\nx = heap + PAGE\nmremap(heap, 2*PAGE, 2*PAGE, 0) = x - PAGE`,
    );
    expect(steps.map(({ expectation }) => expectation?.holds ?? null)).toEqual([
      null,
      true,
      true,
      false,
      true,
    ]);
  });

  it("runs on the program's kernel unless another is chosen", () => {
    const text = `kernel 5.4\n${HEAP}mremap(heap, 2*PAGE, 2*PAGE, MAYMOVE|DONTUNMAP)`;
    expect(run(text).steps[1]?.result.kind).toBe("failed");
    expect(run(text, "6.18").steps[1]?.result.kind).toBe("ok");
  });

  it("applies settings", () => {
    const { initial } = run("limit MEMLOCK 64 KiB\novercommit 2\nthp never\nmemory 1 GiB\nmax_map_count 12");
    expect(initial.rlimits.memlock).toEqual({ soft: 65536, hard: 65536 });
    expect(initial.config).toMatchObject({ overcommit: 2, thp: "never", memTotal: 2 ** 18, maxMapCount: 12 });
  });

  it("lets the lines of a sleeping thread wait until it wakes", () => {
    const watched = `${HEAP}uffd = userfaultfd()
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, 2*PAGE, MISSING})
thread gc: load(heap, 1)
thread gc: late = mmap(NULL, PAGE, PROT_READ, PRIVATE|ANONYMOUS)
`;
    const asleep = run(watched);
    expect(asleep.steps.at(-1)?.result.kind).toBe("blocked");
    expect(asleep.stopped).toMatchObject({ code: "thread-blocked", range: { line: 6 } });

    const woken = run(`${watched}ioctl(uffd, UFFDIO_ZEROPAGE, {heap, PAGE})\n`);
    expect(woken.stopped).toBeNull();
    expect(woken.steps.slice(-3).map(({ line }) => line)).toEqual([7, 5, 6]);
  });

  it("says who was to give a value that is missing", () => {
    const { stopped } = run(`${HEAP}uffd = userfaultfd()
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, 2*PAGE, MISSING})
thread gc: load(heap, 1)
thread gc: late = mmap(NULL, PAGE, PROT_READ, PRIVATE|ANONYMOUS)
load(late)`);
    expect(stopped).toMatchObject({ code: "undefined-variable", range: { line: 7 } });
    expect(stopped?.message).toContain("Thread gc");
  });

  it("compares the memory map with what is expected of it, at its place in the run", () => {
    const { checks, steps } = run(`expect maps 0x10000000, PAGE, none
${HEAP}expect maps 0x10000000, 2*PAGE, rw-p
mprotect(heap + PAGE, PAGE, READ)
thread gc: expect maps heap, 2*PAGE, rw-p
expect maps {
  heap, PAGE, rw-p, ""
  heap + PAGE, PAGE, r--p, "[heap]"
  heap, PAGE, none
}`);
    expect(steps).toHaveLength(2);
    expect(checks?.map(({ line, done, holds }) => [line, done, holds])).toEqual([
      [1, 0, true],
      [3, 1, true],
      [5, 2, false],
      [7, 2, true],
      [8, 2, false],
      [9, 2, false],
    ]);
    expect(checks?.[2]?.found).toBe("There is 0x10000000-0x10001000 rw-p; 0x10001000-0x10002000 r--p.");
  });

  it("starts with the mappings that the head names, and with no others", () => {
    const { initial, stopped } = run('maps 0x20000, PAGE, rw-p\nmaps 0x10000, PAGE, r-xs, "/lib/x"');
    expect(stopped).toBeNull();
    const [mm] = initial.mms.values();
    expect(mm === undefined ? "" : mapsText(initial, mm)).toBe(
      "00010000-00011000 r-xs 00000000 00:00 0                                  /lib/x\n00020000-00021000 rw-p 00000000 00:00 0\n",
    );
    expect(run("maps 0x20000, 5, rw-p").stopped).toMatchObject({ code: "bad-layout", range: { line: 1 } });
    expect(run("maps 0x20000, PAGE, rw-p\nmaps 0x20000, PAGE, rw-p").stopped?.range.line).toBe(2);
  });

  it("fills and copies memory as the C library does", () => {
    const { steps } = run(
      `${HEAP}memset(heap, 'x', PAGE)\nmemcpy(heap + PAGE, heap, PAGE)\nload(heap + PAGE)`,
    );
    expect(steps.map(({ result }) => result.kind)).toEqual(["ok", "ok", "ok", "ok"]);
  });
});
