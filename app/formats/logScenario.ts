import { hex, PAGE_SIZE, pageAlignUp } from "#engine/addr.ts";
import type { Vaddr } from "#engine/addr.ts";
import { hasBits } from "#engine/argFlags.ts";
import type { Call } from "#engine/calls.ts";
import { MAP, MREMAP } from "#engine/constants.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { InodeId, Machine, Mm } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import {
  hasFlags,
  VM_EXEC,
  VM_LOCKED,
  VM_MAYSHARE,
  VM_NORESERVE,
  VM_READ,
  VM_WRITE,
} from "#engine/vmFlags.ts";
import { printCall } from "#lang/printCall.ts";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step } from "#timeline/timeline.ts";
import { mmOf } from "./logMachine.ts";
import { rangesOf } from "./logRanges.ts";
import type { CallRange } from "./logRanges.ts";
import { resultFrom } from "./straceLog.ts";
import { agrees } from "./takenOver.ts";

/** One call of a log as a program for the workbench. */
export interface CallScenario {
  /** The mappings around the call, then the call. */
  readonly text: string;
  /** The program's last call gives the log's result. */
  readonly faithful: boolean;
  /** How many calls the program makes before that one. */
  readonly before: number;
}

export interface CallOfLog {
  /** Before the call. */
  readonly machine: Machine;
  readonly call: Call;
  /** The result as the log prints it. */
  readonly logged: string;
  readonly kernel: KernelProfile;
}

/** Where the mappings of the workbench's own program begin, under the top of the area for mappings. */
const WORKBENCH_TOP: Vaddr = 0x7ffff7ff7000;
/** Pages of the source that the program touches, so that there is something to see. */
const TOUCHED = 4;

const NEW_FILE: InodeId = -1;

/** Calls that work on ranges of addresses alone, so that the mappings around them are all they need. */
const WITH_RANGES: ReadonlySet<string> = new Set(
  "mmap munmap mremap mprotect madvise mlock mlock2 munlock msync mseal".split(" "),
);

/** Null: the call needs more than the mappings around it. */
export function callScenario(at: CallOfLog): CallScenario | null {
  const mm = mmOf(at.machine);
  if (mm === null) return null;
  const written = at.call.name === "brk" ? heapLines(mm, at.call) : new Writer(at, mm, "large").lines();
  if (written === null) return null;
  const scenario = judged(written, at, mm);
  if (scenario.faithful || !isPlaced(at.call)) return scenario;
  // Alignment can let a gap be passed over that would have been large enough.
  const tight = judged(new Writer(at, mm, "every").lines() ?? written, at, mm);
  return tight.faithful ? tight : scenario;
}

/** Which gaps above the place that the kernel took are filled. */
type Gaps = "large" | "every";

function judged(lines: readonly string[], at: CallOfLog, mm: Mm): CallScenario {
  const text = [`kernel ${at.kernel.id}`, ...lines, ""].join("\n");
  const { program, diagnostics } = parseScenario(text);
  const broken = diagnostics.some(({ severity }) => severity === "error");
  const steps = broken ? [] : runProgram(program, { watch: false }).steps;
  const last = steps.at(-1);
  return {
    text,
    faithful: last !== undefined && isFaithful(last, at, mm),
    before: Math.max(0, steps.length - 1),
  };
}

/** Whether the program's last call ends as in the log. */
function isFaithful(last: Step, { call, logged }: CallOfLog, mm: Mm): boolean {
  const result = resultFrom(logged);
  if (call.name !== "brk" || last.result.kind !== "ok" || result.kind !== "value") {
    return agrees(result, last.result);
  }
  const start = mmOf(last.before)?.startBrk ?? 0;
  return Number(last.result.value) - start === Number(result.value) - mm.startBrk;
}

/** The heap lies elsewhere in the workbench: only distances from its start are the log's. */
function heapLines(mm: Mm, call: Call): readonly string[] | null {
  const [to] = call.args;
  const size = mm.brk - mm.startBrk;
  if (typeof to !== "bigint" || (to !== 0n && Number(to) < mm.startBrk)) return null;
  const grown = size === 0 ? [] : [`brk(heap + ${size})`];
  const asked = to === 0n ? "brk(0)" : `brk(heap + ${Number(to) - mm.startBrk})`;
  return [
    "// The heap of the workbench starts elsewhere; the distances are those of the log.",
    "heap = brk(0)",
    ...grown,
    asked,
  ];
}

/** Writes the mappings around one call. */
class Writer {
  private readonly at: CallOfLog;
  private readonly mm: Mm;
  private readonly ranges: readonly CallRange[];
  private readonly files = new Map<InodeId, string>();
  private readonly out: string[] = [];
  private readonly gaps: Gaps;
  private count = 0;

  constructor(at: CallOfLog, mm: Mm, gaps: Gaps) {
    this.at = at;
    this.gaps = gaps;
    this.mm = mm;
    this.ranges = rangesOf(at.call, at.logged);
  }

  lines(): readonly string[] | null {
    const { call, logged } = this.at;
    if (!WITH_RANGES.has(call.name)) return null;
    const kept = this.kept();
    this.fillers(kept);
    for (const vma of kept) this.mapping(vma);
    this.touch(kept);
    const text = this.withFile(printCall(call));
    const result = resultFrom(logged);
    const told =
      result.kind === "errno"
        ? ` = -1 ${result.errno}`
        : result.kind === "value"
          ? ` = ${logged.split(" ")[0]}`
          : "";
    return [...this.out, "", `${text}${told}`];
  }

  /** The mappings that the call touches and their neighbours; the kernel's own cannot be made by a program. */
  private kept(): readonly Vma[] {
    const found = new Map<Vaddr, Vma>();
    for (const { start, end } of this.ranges) {
      const { vmas } = this.mm;
      const near = [vmas.lastStartingBefore(start), ...vmas.entries(start, end), vmas.firstEndingAfter(end)];
      for (const entry of near) {
        if (entry !== null && entry.value.special === null && entry.end <= WORKBENCH_TOP) {
          found.set(entry.start, entry.value);
        }
      }
    }
    return [...found.values()].toSorted((a, b) => a.start - b.start);
  }

  /** Where the kernel chose a place, all higher gaps that would have held the mapping are taken. */
  private fillers(kept: readonly Vma[]): void {
    const { call, logged } = this.at;
    const result = resultFrom(logged);
    if (!isPlaced(call) || result.kind !== "value") return;
    const length = pagesOf(call) * PAGE_SIZE;
    let free = pageAlignUp(Number(result.value) + length);
    let said = false;
    for (const { start, end } of [...kept, { start: WORKBENCH_TOP, end: WORKBENCH_TOP }]) {
      if (start > free && (this.gaps === "every" || start - free >= length)) {
        if (!said)
          this.out.push(
            "// All that lies above the place that the kernel took, and the gaps there, are left out.",
          );
        said = true;
        const size = (start - free) / PAGE_SIZE;
        this.out.push(
          `mmap(${hex(free)}, ${size}*PAGE, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE|MAP_FIXED, -1, 0)`,
        );
      }
      free = Math.max(free, end);
    }
  }

  private mapping(vma: Vma): void {
    const { flags, start, end } = vma;
    this.count += 1;
    const name = `m${this.count}`;
    const shared = hasFlags(flags, VM_MAYSHARE) ? "MAP_SHARED" : "MAP_PRIVATE";
    const more = hasFlags(flags, VM_NORESERVE) ? "|MAP_NORESERVE" : "";
    const file = this.fileOf(vma);
    const kind =
      file === null
        ? `${shared}|MAP_ANONYMOUS${more}|MAP_FIXED, -1, 0`
        : `${shared}${more}|MAP_FIXED, ${file}, ${hex(vma.pgoff * PAGE_SIZE)}`;
    this.out.push(
      `${name} = mmap(${hex(start)}, ${(end - start) / PAGE_SIZE}*PAGE, ${protOf(vma)}, ${kind})`,
    );
    if (hasFlags(flags, VM_LOCKED)) this.out.push(`mlock(${name}, ${(end - start) / PAGE_SIZE}*PAGE)`);
  }

  /** A file of the log is a memfd here: long enough, and empty. */
  private fileOf(vma: Vma): string | null {
    const open = vma.file === null ? undefined : this.at.machine.files.get(vma.file);
    return open === undefined ? null : this.file(open.inode);
  }

  private file(inode: InodeId): string {
    const known = this.files.get(inode);
    if (known !== undefined) return known;
    const name = `file${this.files.size + 1}`;
    this.files.set(inode, name);
    const path = this.at.machine.inodes.get(inode)?.name ?? "";
    const base = (path.split("/").at(-1) ?? "").replace(/ \(deleted\)$|[^\w.+-]/g, "").slice(0, 60);
    this.out.push(
      `${name} = memfd_create("${base || "file"}", 0)`,
      `ftruncate(${name}, ${this.sizeOf(inode)}*PAGE)`,
    );
    return name;
  }

  /** Pages up to the end of everything that shows the file, and of what the call asks of it. */
  private sizeOf(inode: InodeId): number {
    const ends = [...this.mm.vmas.entries()].map(({ value }) => {
      const shows = value.file !== null && this.at.machine.files.get(value.file)?.inode === inode;
      return shows ? value.pgoff + (value.end - value.start) / PAGE_SIZE : 0;
    });
    const { call } = this.at;
    const offset = call.name === "mmap" ? numberAt(call, 5) / PAGE_SIZE : 0;
    return Math.max(1, ...ends, Math.ceil(offset) + pagesOf(call), pagesOf(call));
  }

  private touch(kept: readonly Vma[]): void {
    const { call } = this.at;
    const source =
      call.name === "mremap"
        ? kept.findIndex(({ start, end }) => numberAt(call, 0) >= start && numberAt(call, 0) < end)
        : -1;
    const vma = kept[source];
    if (vma === undefined || !hasFlags(vma.flags, VM_WRITE)) return;
    const from = numberAt(call, 0);
    if (from % PAGE_SIZE !== 0) return;
    const pages = Math.min(TOUCHED, (vma.end - from) / PAGE_SIZE, Math.max(1, numberAt(call, 1) / PAGE_SIZE));
    this.out.push(
      "// Which pages had been touched is not in the log. The first ones, so that there is something to see:",
      `store(${hex(from)}, ${Math.ceil(pages)}*PAGE, 'A')`,
    );
  }

  /** The call with the descriptor of this program. */
  private withFile(text: string): string {
    const { call, machine } = this.at;
    if (call.name !== "mmap" || hasBits(BigInt(numberAt(call, 3)), MAP.values.MAP_ANONYMOUS)) return text;
    const entry = machine.fds.get(numberAt(call, 4));
    const open = entry?.kind === "file" ? machine.files.get(entry.file) : undefined;
    const parts = text.split(", ");
    // A file that no mapping has shown yet has no number of its own.
    parts[4] = this.file(open?.inode ?? NEW_FILE);
    return parts.join(", ");
  }
}

function protOf({ flags }: Vma): string {
  const parts = [
    ...(hasFlags(flags, VM_READ) ? ["PROT_READ"] : []),
    ...(hasFlags(flags, VM_WRITE) ? ["PROT_WRITE"] : []),
    ...(hasFlags(flags, VM_EXEC) ? ["PROT_EXEC"] : []),
  ];
  return parts.length === 0 ? "PROT_NONE" : parts.join("|");
}

const numberAt = (call: Call, index: number): number => {
  const value = call.args[index];
  return typeof value === "bigint" ? Number(BigInt.asUintN(64, value)) : 0;
};

/** Whether the kernel may choose where the call's mapping goes. */
function isPlaced(call: Call): boolean {
  const flags = BigInt(numberAt(call, 3));
  if (call.name === "mmap") return !hasBits(flags, MAP.values.MAP_FIXED) && numberAt(call, 0) === 0;
  return (
    call.name === "mremap" &&
    hasBits(flags, MREMAP.values.MREMAP_MAYMOVE) &&
    !hasBits(flags, MREMAP.values.MREMAP_FIXED)
  );
}

/** Pages of what the call makes. */
const pagesOf = (call: Call): number => Math.ceil(numberAt(call, call.name === "mremap" ? 2 : 1) / PAGE_SIZE);
