import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMaps } from "#formats/procMaps.ts";
import { replayLog } from "#formats/straceReplay.ts";
import { damaged } from "./damage.ts";
import { SEED, runs } from "./scale.ts";

const RUNS = runs(300, 100_000);

const LOG = `execve("/bin/true", ["true"], 0x7ffd /* 20 vars */) = 0
brk(NULL) = 0x555555559000
mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fbd000
[pid 12] 10:00:00.123456 mremap(0x7ffff7fbd000, 8192, 16384, MREMAP_MAYMOVE <unfinished ...>
[pid 13] 0.000123 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3</etc/passwd> <0.000020>
[pid 12] <... mremap resumed>) = 0x7ffff7fb9000
--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x10} ---
munmap(0x7ffff7fb9000, 16384) = -1 EINVAL (Invalid argument)
clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x1) = 14
+++ exited with 0 +++
`;
const MAPS = `555555554000-555555558000 r-xp 00000000 08:01 123 /bin/true
555555559000-55555557a000 rw-p 00000000 00:00 0 [heap]
7ffff7dd0000-7ffff7df0000 r--p 00001000 08:01 99   /lib/a b.so
VmFlags: rd mr mw me ac
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
`;

test("a damaged log is replayed without an exception, line for line", () => {
  fc.assert(
    fc.property(damaged([LOG]), (text) => {
      const { calls } = replayLog(text);
      const lines = text.split("\n").length;
      for (const { lineNumber } of calls) {
        expect(lineNumber).toBeGreaterThanOrEqual(1);
        expect(lineNumber).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test("damaged maps are read, or refused with the line", () => {
  fc.assert(
    fc.property(damaged([MAPS]), (text) => {
      const read = parseMaps(text);
      expect(read.ok ? "line 1" : read.error).toMatch(/line \d+|no mapping/);
      const vmas = read.ok ? read.value : [];
      for (const [i, { start, end }] of vmas.entries()) {
        expect(start).toBeLessThan(end);
        expect(start).toBeGreaterThanOrEqual(vmas[i - 1]?.end ?? 0);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
