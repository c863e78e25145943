import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultKernel } from "#engine/kernels.ts";
import { inputKind } from "./inputKind.ts";
import { rowDetail } from "./logDetail.ts";
import { NO_FILTER } from "./logFilter.ts";
import { LogImport } from "./logImport.ts";
import { mremapMarks } from "./logMarks.ts";
import { choicesOf } from "./logSummary.ts";

const MAPS = `7ffff7fca000-7ffff7fff000 r-xp 00000000 fe:00 8  /lib/ld.so
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0  [stack]
`;
const MMAP = "mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc8000";

function read(text: string): LogImport {
  const log = new LogImport({ kernel: defaultKernel(), maps: null });
  log.feed(text);
  log.end();
  return log;
}

const kinds = (log: LogImport) =>
  Array.from({ length: log.rows.length }, (_, row) => [log.rows.lineNumber[row], log.rows.kindOf(row)]);

describe("a log that is read in pieces", () => {
  it("is the same wherever it is cut", () => {
    const text = `${MAPS}1 ${MMAP}\n2 munmap(0x7ffff7fc8000, 4096 <unfinished ...>\n1 getpid() = 1\n2 <... munmap resumed>) = 0\nwhat\n`;
    const whole = kinds(read(text));
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const log = new LogImport({ kernel: defaultKernel(), maps: null });
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        for (const [index, at] of places.entries()) log.feed(text.slice(at, places[index + 1]));
        log.end();
        expect(kinds(log)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
    expect(whole).toEqual([
      [3, "agrees"],
      [5, "passed"],
      [6, "agrees"],
      [7, "unread"],
    ]);
  });

  it("keeps every line that it cannot read, with its column", () => {
    const log = read(
      `hello\n1 ${MMAP}\n1 <... read resumed>) = 4\n1 nonsense here\n1 pause( <unfinished ...>\n`,
    );
    expect(kinds(log)).toEqual([
      [1, "unread"],
      [2, "takenOver"],
      [3, "unread"],
      [4, "unread"],
      [5, "unread"],
    ]);
    expect(Array.from(log.rows.column.subarray(0, 4))).toEqual([6, 0, 1, 11]);
    expect(log.textOf(4)).toBe("pause( <unfinished ...>");
  });

  it("is filtered by call, errno, thread, verdict, text and address", () => {
    const log = read(
      `${MAPS}1 ${MMAP}\n2 mremap(0x7ffff7fc8001, 4096, 4096, 0) = -1 EINVAL (Invalid argument)\n2 open("x", O_RDONLY) = -1 ENOENT (No such file or directory)\n1 --- SIGSEGV {si_signo=SIGSEGV} ---\n`,
    );
    const lines = (filter: Partial<typeof NO_FILTER>): (number | undefined)[] => {
      const count = log.filter({ ...NO_FILTER, ...filter });
      return Array.from({ length: count }, (_, place) => log.rows.lineNumber[log.rowAt(place)]);
    };
    expect(lines({ call: "mremap" })).toEqual([4]);
    expect(lines({ errno: "ENOENT" })).toEqual([5]);
    expect(lines({ errno: "SIGSEGV" })).toEqual([6]);
    expect(lines({ pid: 2 })).toEqual([4, 5]);
    expect(lines({ kind: "memory" })).toEqual([3, 4]);
    expect(lines({ text: "o_rdonly" })).toEqual([5]);
    expect(lines({ text: "0x7ffff7fc9fff" })).toEqual([3]);
    expect(choicesOf(log).errnos.map(([errno]) => errno)).toEqual(["EINVAL", "ENOENT", "SIGSEGV"]);
  });

  it("has a mark for each mremap, also where it differs", () => {
    const log = read(
      `${MAPS}${MMAP}\nmremap(0x7ffff7fc8000, 8192, 4096, 0) = 0x7ffff7fc8000\nmremap(0x7ffff7fc8000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7000001) = 0x7ffff7000001\n`,
    );
    expect(mremapMarks(log.rows, log.lines).map(({ count, differ }) => [count, differ])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const detail = rowDetail(log, 2);
    expect(detail.kind).toBe("differs");
    expect(detail.call?.reason).toContain("In the log it succeeds.");
    expect(detail.call?.where).not.toBeNull();
  });

  it("replays one call from a checkpoint far before it", () => {
    const calls = Array.from(
      { length: 5000 },
      (_, index) => `brk(${index === 0 ? "NULL" : "0x555555560000"}) = 0x555555560000`,
    );
    const log = read(`${MAPS}${calls.join("\n")}\n${MMAP}\n`);
    expect(rowDetail(log, 5000).call?.predicted).toBe("0x7ffff7fc8000");
    expect(log.counts.agrees).toBe(5001);
  });
});

describe("processes of a log", () => {
  it("share memory after clone, part after fork, and begin anew with execve", () => {
    const log = read(`${MAPS}1 ${MMAP}
1 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
2 munmap(0x7ffff7fc8000, 8192) = 0
1 <... clone resumed>) = 2
1 mremap(0x7ffff7fc8000, 8192, 4096, 0) = 0x7ffff7fc8000
1 vfork() = 3
3 execve("/bin/true", ["true"], 0x1 /* 0 vars */) = 0
3 brk(NULL) = 0x555555559000
3 brk(0x55555555a000) = 0x55555555a000
3 +++ exited with 0 +++
1 munmap(0x7ffff7fc8000, 4096) = 0
`);
    expect(log.counts).toMatchObject({ agrees: 6, takenOver: 1, differs: 0, exit: 1 });
  });

  it("takes execve in another thread under the number of the process", () => {
    const log = read(`${MAPS}1 execve("a", ["a"], 0x1 /* 0 vars */) = 0
1 clone(child_stack=0x1, flags=CLONE_VM|CLONE_THREAD) = 2
2 execve("b", ["b"], 0x1 /* 0 vars */ <unfinished ...>
1 +++ superseded by execve in pid 2 +++
1 <... execve resumed>) = 0
`);
    expect(log.counts).toMatchObject({ takenOver: 1, unread: 0 });
  });

  it("follows a program that strace was attached to", () => {
    const log = read(
      `strace: Process 5 attached with 2 threads\n5 ${MMAP}\n6 munmap(0x7ffff7fc8000, 8192) = 0\n`,
    );
    expect(log.counts).toMatchObject({ takenOver: 1, agrees: 1, unread: 0 });
  });
});

describe("what a text is", () => {
  it.each([
    ["PASS\n", "cOutput"],
    ["$ ./s\nDIFFERENT in call 2: main: munmap(0x1000, 4096)\n  result\n", "cOutput"],
    ["SKIP this is Linux 5.10\n", "cOutput"],
    [MAPS, "maps"],
    [`${MAPS}${MMAP}\n`, "strace"],
    [`12:00:00.000001 ${MMAP}\n`, "strace"],
    [`[00007ffff7fe9c47] ${MMAP}\n`, "strace"],
    ["kernel 6.18\nmunmap(0x1000, PAGE)\n", "scenario"],
  ])("%j", (text, kind) => expect(inputKind(text)).toBe(kind));
});
