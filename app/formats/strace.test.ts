import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputKind } from "./inputKind.ts";
import { closedRangeOf, madeBy } from "./logProcess.ts";
import { parseMaps } from "./procMaps.ts";
import { parseLoggedCall, splitResult } from "./straceCall.ts";
import { parseLogLine, withoutNotes } from "./straceLine.ts";
import { itemsOfLog, LogJoiner } from "./straceLog.ts";
import { replayLog } from "./straceReplay.ts";

const MAPS = `555555554000-555555555000 r--p 00000000 fe:00 7  /tmp/app
7ffff7fca000-7ffff7fff000 r-xp 00000000 fe:00 8  /lib/ld.so
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0  [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
`;

const maps = () => {
  const parsed = parseMaps(MAPS);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const replay = (log: string, known = true) => {
  const { calls } = replayLog(log, known ? { maps: maps() } : {});
  return [...calls];
};

describe("a line of strace", () => {
  const call = "munmap(0x7f0000000000, 4096) = 0";
  it.each([
    ["plain", call, null],
    ["-f to a file", `955   ${call}`, 955],
    ["-f to a terminal", `[pid  955] ${call}`, 955],
    ["-t", `955   12:34:56 ${call}`, 955],
    ["-tt", `12:34:56.123456 ${call}`, null],
    ["-ttt", `955 1700000000.123456 ${call}`, 955],
    ["-r", `955        0.000123 ${call}`, 955],
    ["-r to a terminal", `[pid   955]      0.000123 ${call}`, 955],
    ["-t and -r", `12:34:56 (+     0.000123) ${call}`, null],
    ["-ttt without a fraction", `955 1700000000 ${call}`, 955],
    ["-i", `955   [00007ffff7fdba37] ${call}`, 955],
    ["-n", `[pid   955] [  11] ${call}`, 955],
    ["-Y", `955<python3> ${call}`, 955],
    ["-Y to a terminal", `[pid 955<a b>] ${call}`, 955],
    ["-T", `${call} <0.000004>`, null],
    ["-X verbose", "munmap(0x7f0000000000 /* somewhere */, 4096) = 0", null],
  ])("with %s", (_name, line, pid) => {
    const parsed = parseLogLine(line);
    expect(parsed).toMatchObject({ kind: "call", pid, name: "munmap" });
    expect(withoutNotes("text" in parsed ? parsed.text : "")).toBe(call);
  });

  it("is put together again where strace spoke of a new thread in the middle of it", () => {
    const log = [
      "[pid 1] clone3({flags=CLONE_VM}strace: Process 3 attached",
      " => {parent_tid=[3]}, 88) = 3",
      "[pid 3] munmap(0x1000, 4096strace: Process 4 attached",
      ") = 0",
      "[pid 3] clone3({flags=0}strace: Process 5 attached",
      " <unfinished ...>",
      "[pid 4] munmap(0x3000strace: Process 6 attached",
      "[pid 6] munmap(0x4000, 4096) = 0",
      "[pid 3] <... clone3 resumed>, 88) = 5",
      "strace: Process 7 attached",
    ].join("\n");
    const items = [...itemsOfLog(log, new LogJoiner())];
    expect(items.map((item) => (item.kind === "call" ? item.call.raw : item.kind))).toEqual([
      "clone3({flags=CLONE_VM} => {parent_tid=[3]}, 88) = 3",
      "munmap(0x1000, 4096) = 0",
      "munmap(0x4000, 4096) = 0",
      "clone3({flags=0}, 88) = 5",
    ]);
  });

  it("is of the first process, whether or not the log numbers it", () => {
    const log = `brk(NULL) = 0x555555580000
clone(flags=SIGCHLD) = 8
strace: Process 8 attached
[pid 7] brk(NULL) = 0x555555580000
[pid 8] brk(NULL) = 0x555555580000
[pid 7] wait4(-1,  <unfinished ...>
[pid 8] +++ exited with 0 +++
<... wait4 resumed>NULL, 0, NULL) = 8
`;
    const items = [...itemsOfLog(log, new LogJoiner())];
    const pids = items.map((item) => (item.kind === "call" ? item.call.pid : item.kind));
    expect(pids).toEqual([0, 0, 0, 8, "exit", 0]);
  });

  it.each([
    ["clone3", "clone3({flags=CLONE_VM|CLONE_THREAD, stack=0x1}, 88)", "thread"],
    ["clone3", "clone3({flags=0x3d0f00, stack=0x1}, 88)", "thread"],
    ["clone", "clone(child_stack=0x1, flags=0x4111)", "sharing"],
    ["clone", "clone(child_stack=NULL, flags=0x1200011)", "copy"],
  ])("%s tells by its flags what it shares: %s", (name, line, made) => {
    expect(madeBy(name, line)).toBe(made);
  });

  it("of close_range tells which descriptors are closed now", () => {
    expect(closedRangeOf("close_range(3, ~0U, 0) = 0")).toEqual({ first: 3, last: Infinity });
    expect(closedRangeOf("close_range(3, 2147483647, CLOSE_RANGE_CLOEXEC) = 0")).toBeNull();
    expect(closedRangeOf("close_range(9, 3, 0) = -1 EINVAL (Invalid argument)")).toBeNull();
  });

  it("loses the notes of -y", () => {
    const line = "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</lib/libc.so.6>, 0) = 0x7ffff7dd3000";
    expect(withoutNotes(line)).toBe("mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7ffff7dd3000");
  });

  it("knows signals, exits and its own remarks", () => {
    const kinds = [
      "--- SIGSEGV {si_signo=SIGSEGV} ---",
      "9 +++ exited with 0 +++",
      "strace: Process 9 attached",
      " > /usr/lib/libc.so.6(mmap64+0x17) [0x11d537]",
      "",
    ];
    const [signal, exit, ...others] = kinds.map((line) => parseLogLine(line).kind);
    expect([signal, exit]).toEqual(["signal", "exit"]);
    expect(new Set(others)).toEqual(new Set(["other"]));
  });

  it("is unread where strace writes nothing like it, with the column", () => {
    expect(parseLogLine("955   hello world")).toEqual({ kind: "unparsed", column: 12 });
    expect(parseLogLine("?!")).toEqual({ kind: "unparsed", column: 1 });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        parseLogLine(line);
        parseLoggedCall(line);
        withoutNotes(line);
        splitResult(line);
        inputKind(line);
        parseMaps(line);
      }),
    );
  });
});

describe("a log", () => {
  it("puts interrupted calls together, each thread's own", () => {
    const log = `1 munmap(0x1000, 4096 <unfinished ...>
2 munmap(0x2000, 4096 <unfinished ...>
1 <... munmap resumed>) = 0
2 <... munmap resumed>)                = -1 EINVAL (Invalid argument)
`;
    const items = [...itemsOfLog(log, new LogJoiner())];
    expect(items.map((item) => item.kind === "call" && [item.call.pid, item.call.raw])).toEqual([
      [1, "munmap(0x1000, 4096) = 0"],
      [2, "munmap(0x2000, 4096)                = -1 EINVAL (Invalid argument)"],
    ]);
  });

  it("is told from a scenario and a recording", () => {
    expect(inputKind("1234  brk(NULL) = 0x1000\n")).toBe("strace");
    expect(inputKind('execve("./a", ["./a"], 0x7ffe /* 4 vars */) = 0\n')).toBe("strace");
    expect(inputKind("heap = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS)\n")).toBe("scenario");
    expect(inputKind('{"format":"mm-trace/1"}\n')).toBe("recording");
  });

  it("has its addresses predicted where the mappings are known", () => {
    const [mmap] = replay("mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc8000");
    expect(mmap?.line?.call).toBe(
      "mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc8000",
    );
    expect(mmap?.line).not.toHaveProperty("takenOver");
    expect(mmap?.line).not.toHaveProperty("logged");
  });

  it("keeps a wrong prediction in sight and follows the log", () => {
    const log = `mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7000000
munmap(0x7ffff7000000, 8192) = 0`;
    const [mmap, munmap] = replay(log);
    expect(mmap?.line?.call).toContain("= 0x7ffff7fc8000");
    expect(mmap?.line?.logged).toBe("0x7ffff7000000");
    expect(munmap?.line?.vmas).toHaveLength(3);
  });

  it("gives its own results where the mappings are not known, and says so", () => {
    const [mmap] = replay(
      "mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7000000",
      false,
    );
    expect(mmap?.line?.call).toContain("= 0x7ffff7000000");
    expect(mmap?.line?.takenOver).toBe("the mappings at the start are not known");
  });

  it("has the descriptors of the log", () => {
    const log = `openat(AT_FDCWD, "/tmp/a", O_RDONLY) = 7
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 7, 0) = 0x7ffff7fc9000
memfd_create("m", 0) = 9
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 9, 0) = 0x7ffff7fc8000`;
    const calls = replay(log);
    const names = calls.at(-1)?.line?.vmas?.map(({ name }) => name);
    expect(names).toEqual(["/tmp/app", "/memfd:m (deleted)", "/tmp/a", "/lib/ld.so", "[stack]"]);
    expect(calls.map(({ notModelled }) => notModelled)).toEqual([null, null, null, null]);
  });

  it("names calls that nobody modelled, and passes over those that leave memory alone", () => {
    const calls = replay(
      "getpid() = 4\nshmat(0, NULL, 0) = 0x7ffff7000000\nnewcall(1) = 0\nio_setup(8, [0x7f0000]) = 0",
    );
    expect(calls.map(({ notModelled }) => notModelled !== null)).toEqual([false, true, true, true]);
    expect(calls[0]?.line).toBeNull();
  });

  it("passes over other processes", () => {
    const log = `10 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 11
11 munmap(0x555555554000, 4096) = 0
10 clone3({flags=CLONE_VM|CLONE_THREAD, child_tid=0x0}, 88) = 12
12 munmap(0x555555554000, 4096) = 0`;
    expect(replay(log).map(({ line }) => line?.vmas?.length ?? null)).toEqual([null, null, null, 2]);
  });
});

describe("maps", () => {
  it("leaves [vsyscall] out and tells files by their number", () => {
    expect(maps().map(({ name, object }) => [name, object])).toEqual([
      ["/tmp/app", "fe:00 7"],
      ["/lib/ld.so", "fe:00 8"],
      ["[stack]", undefined],
    ]);
  });

  it("names the line it cannot read", () => {
    const parsed = parseMaps("what is this");
    expect(parsed.ok ? "" : parsed.error).toContain("line 1");
  });
});

it("an answer of brk that is no address tells nothing about the heap", () => {
  const { calls } = replayLog(`brk(NULL) = ${"9".repeat(400)}\nbrk(0x555555559000) = 0x555555559000\n`);
  expect([...calls]).toHaveLength(2);
});
