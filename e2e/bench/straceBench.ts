import { PAGE_SIZE as PAGE } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import { defaultKernel } from "#engine/kernels.ts";
import { runCall } from "#engine/run.ts";
import { LogImport } from "#formats/logImport.ts";
import { parseLoggedCall } from "#formats/straceCall.ts";
import { printResult } from "#lang/printCall.ts";

const PIECE = 2 ** 20;
const LARGEST = 64;
const MAPPINGS = 200;
const THREADS = 4;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** A generator of equal numbers on every machine, so that every run reads the same log. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** What a program mostly asks of the kernel. */
const OTHERS: readonly ((at: number) => string)[] = [
  (at) =>
    `read(7, "\\0\\0\\1\\0 some bytes of a file that was read in one piece"..., 4096) = ${1 + (at % 4096)}`,
  (at) => `write(1, "line ${at}\\n", ${6 + `${at}`.length}) = ${6 + `${at}`.length}`,
  (at) => `futex(${hex(0x7ffff7d00000 + (at % 512) * 64)}, FUTEX_WAKE_PRIVATE, 1) = ${at % 2}`,
  () => `futex(0x7ffff7d00190, FUTEX_WAIT_PRIVATE, 2, NULL) = -1 EAGAIN (Resource temporarily unavailable)`,
  (at) =>
    `newfstatat(AT_FDCWD, "/usr/lib/x/${at % 90}.so", 0x7fffffffd0a0, 0) = -1 ENOENT (No such file or directory)`,
  (at) => `clock_gettime(CLOCK_MONOTONIC, {tv_sec=${at}, tv_nsec=${at % 1000}}) = 0`,
  () => `rt_sigprocmask(SIG_BLOCK, ~[RTMIN RT_1], [], 8) = 0`,
  (at) => `openat(AT_FDCWD, "/usr/share/data/${at % 200}", O_RDONLY|O_CLOEXEC) = 9`,
  () => `close(9) = 0`,
];

interface Mapping {
  readonly start: string;
  readonly length: number;
}

/** Calls that change memory, with the results that the engine gives them: what an ordinary program's log looks like. */
class MemoryCalls {
  private readonly random: (below: number) => number;
  private readonly mapped: Mapping[] = [];
  private machine = createMachine();

  constructor(random: (below: number) => number) {
    this.random = random;
  }

  next(): string {
    const { mapped, random } = this;
    const old = mapped.length > MAPPINGS ? mapped.splice(random(mapped.length), 1)[0] : undefined;
    if (old !== undefined && random(4) > 0) return this.run(`munmap(${old.start}, ${old.length})`);
    if (old !== undefined) {
      const length = old.length + PAGE * (1 + random(LARGEST));
      return this.make(`mremap(${old.start}, ${old.length}, ${length}, MREMAP_MAYMOVE)`, length);
    }
    const some = random(3) === 0 ? mapped[random(mapped.length + 1)] : undefined;
    if (some !== undefined) return this.run(`mprotect(${some.start}, ${PAGE}, PROT_READ)`);
    const length = PAGE * (1 + random(LARGEST));
    return this.make(`mmap(NULL, ${length}, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)`, length);
  }

  private make(text: string, length: number): string {
    const line = this.run(text);
    const start = / = (0x[0-9a-f]+)$/.exec(line)?.[1];
    if (start !== undefined) this.mapped.push({ start, length });
    return line;
  }

  private run(text: string): string {
    const parsed = parseLoggedCall(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { machine, result } = runCall(this.machine, 1, parsed.value.call);
    this.machine = machine;
    return `${text} = ${printResult(parsed.value.call.name, result)}`;
  }
}

/** A log as `strace -f -tt -T` writes it; `memory` of ten lines are calls that change memory. */
export function* generatedLog(lines: number, memory: number): Generator<Buffer> {
  const random = numbers(7);
  const calls = new MemoryCalls(random);
  const head = 'execve("./server", ["./server"], 0x7fffffffe000 /* 20 vars */) = 0\n';
  let lengths = 0;
  let some: string[] = [head];
  for (let line = 1; line < lines; line += 1) {
    const other = OTHERS[random(OTHERS.length)]?.(line) ?? "";
    const call = random(10) < memory ? calls.next() : other;
    const time = `12:00:00.${`${line % 1_000_000}`.padStart(6, "0")}`;
    const next = `${1000 + random(THREADS)}  ${time} ${call} <0.0000${10 + random(80)}>\n`;
    some.push(next);
    lengths += next.length;
    if (lengths < PIECE) continue;
    yield Buffer.from(some.join(""));
    some = [];
    lengths = 0;
  }
  yield Buffer.from(some.join(""));
}

export interface LogFigures {
  readonly lines: number;
  readonly linesPerSecond: number;
  /** Heap after reading, with all rows and the text kept, in MiB. */
  readonly mebibytes: number;
  /** Slowest search through all lines, in milliseconds. */
  readonly search: number;
}

/** Reads a generated log of a million lines as the page's worker does. */
export function logFigures(lines: number, memory: number): LogFigures {
  const log = new LogImport({ kernel: defaultKernel(), maps: null });
  const decoder = new TextDecoder();
  const pieces = [...generatedLog(lines, memory)];
  const began = performance.now();
  for (const piece of pieces) log.feed(decoder.decode(piece, { stream: true }));
  const seconds = (performance.now() - began) / 1000;
  log.end();
  const { rss } = process.memoryUsage();
  const start = performance.now();
  log.filter({ text: "0x7fffe0000000", call: "", errno: "", pid: null, kind: "" });
  const search = performance.now() - start;
  return { lines, linesPerSecond: lines / seconds, mebibytes: rss / 2 ** 20, search };
}
