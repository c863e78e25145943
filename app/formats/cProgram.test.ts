import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { cString } from "./cProgramCall.ts";
import { cProgram } from "./cProgram.ts";

const run = (text: string): Timeline => runProgram(parseScenario(text).program);
const cOf = (text: string): string => cProgram(run(text), { title: "A test" });

describe("cProgram", () => {
  it("writes addresses that the kernel chose relative to what it gave", () => {
    const c = cOf(`heap = mmap(NULL, 2*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
store(heap + PAGE, PAGE, 'A')`);
    expect(c).toContain("at_heap = gives_some();");
    expect(c).toContain("return store(at_heap + 0x1000, 4096, 65);");
    expect(c).not.toMatch(/need_free\(0x/);
  });

  it("writes fixed addresses as they stand, and asks that they are free", () => {
    const c = cOf("mmap(0x10000000, PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)");
    expect(c).toContain("need_free(0x10000000UL, 0x10001000UL);");
    expect(c).toContain("gives_value(0x10000000UL);");
    expect(c).toContain('{ 0x10000000UL, 0x10001000UL, "rw-p" },');
  });

  it("names what fails", () => {
    const c = cOf("mremap(0x10000000, PAGE, PAGE, 0)\nload(0x10000000)");
    expect(c).toContain('gives_error("-1 EFAULT", EFAULT);');
    expect(c).toContain('gives_signal("SIGSEGV, SEGV_MAPERR", SIGSEGV, SEGV_MAPERR, 0x10000000UL);');
  });

  it("lets a sleeping thread come back behind the call that wakes it", () => {
    const c = cOf(`heap = mmap(0x10000000, PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)
uffd = userfaultfd()
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, PAGE, MISSING})
thread gc: load(heap, 1)
ioctl(uffd, UFFDIO_ZEROPAGE, {heap, PAGE})`);
    const order = [
      "falls_asleep(&thread_gc, call_5);",
      "run(&thread_main, call_6);",
      "comes_back(&thread_gc);",
    ];
    const places = order.map((line) => c.indexOf(line));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("can be ended by no title and no text", () => {
    const c = cProgram(run('fd = memfd_create("*/ \\"; int x; /*")'), { title: "*/ #error /*\nint y;" });
    expect(c).not.toContain("*/ #error");
    expect(c).not.toMatch(/^int y;/m);
    expect(c).not.toMatch(/"\*\/ "; int x/);
  });

  it("writes texts byte by byte where they are not plain", () => {
    expect(cString('a"\\?\n')).toBe('"a\\042\\134\\077\\012"');
    expect(cString("é\ud800")).toBe('"\\303\\251\\357\\277\\275"');
  });

  it("raises a limit by what the program has more of that memory", () => {
    expect(cOf("limit DATA 16 MiB\nload(0x10000000)")).toMatch(
      /limit\(RLIMIT_DATA, own_data\(\) \+ 0x1000000UL - 0x[0-9a-f]+UL, "RLIMIT_DATA"\)/,
    );
    expect(cOf("limit AS 16 MiB\nload(0x10000000)")).toContain("limit(RLIMIT_AS, own_bytes() + 0x1000000UL");
  });

  it("gives up the right to low addresses where the run maps there, and asks what the machine allows", () => {
    const right = 'right(CAP_SYS_RAWIO, 0, "CAP_SYS_RAWIO");';
    expect(cOf("mmap(0, PAGE, READ, PRIVATE|ANONYMOUS|FIXED)")).toContain(right);
    expect(cOf("mremap(0x10000000, PAGE, PAGE, MAYMOVE|FIXED, 0)")).toContain(right);
    expect(cOf("capabilities CAP_SYS_RAWIO\nmmap(0, PAGE, READ, PRIVATE|ANONYMOUS|FIXED)")).toContain(
      'right(CAP_SYS_RAWIO, 1, "CAP_SYS_RAWIO");',
    );
    const anywhere = cOf("mmap(NULL, PAGE, READ, PRIVATE|ANONYMOUS)\nmremap(0x10000000, PAGE, PAGE, 0)");
    expect(anywhere).not.toContain("CAP_SYS_RAWIO,");
    expect(anywhere).not.toContain('need_setting("/proc/sys/vm/mmap_min_addr"');
    expect(cOf("mmap(0x1000, PAGE, READ, PRIVATE|ANONYMOUS)")).toContain(
      'need_setting("/proc/sys/vm/mmap_min_addr", "65536\\n");',
    );
  });

  it("says why a run cannot be performed", () => {
    expect(cOf("fork()")).toContain('puts("SKIP a child process');
    expect(cOf("kernel v3\nload(0x10000000)")).toContain("SKIP no released kernel");
    expect(cOf("overcommit 2\nload(0x10000000)")).toContain("vm.overcommit");
  });
});
