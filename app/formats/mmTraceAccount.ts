import { hex, PAGE_SIZE, vpnOf } from "#engine/addr.ts";
import type { CallResult, StructValue } from "#engine/calls.ts";
import type { Machine, Mm, Tid, UffdDelivery } from "#engine/machine.ts";
import { isHuge, ptesIn } from "#engine/pageTable.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import type { Outcome } from "#engine/run.ts";
import type { Vma } from "#engine/vma.ts";
import { hasAnyFlag, VM_ACCESS_FLAGS } from "#engine/vmFlags.ts";
import { FrameNumbers } from "./mmTracePages.ts";
import { visibilityOf } from "./mmTraceFormat.ts";
import type {
  TraceEventOut,
  TraceLine,
  TraceMmOut,
  TraceOut,
  TracePageOut,
  TraceVmaOut,
  Visibility,
} from "./mmTraceFormat.ts";
import { TRACE_TID } from "./mmTraceBoot.ts";

const KB_PER_PAGE = PAGE_SIZE / 1024;

/** The whole state that mm-trace/1 shows of a process. */
export interface TraceState {
  readonly vmas: readonly TraceVmaOut[];
  readonly pages: readonly TracePageOut[];
  readonly mm: TraceMmOut;
}

/** What there is to tell of a call. */
export interface Happened extends Pick<Outcome, "machine" | "result"> {
  readonly delivered: readonly UffdDelivery[];
}

/**
 * Keeps the account of one process in the format mm-trace/1: numbers objects and frames by first appearance, and
 * says after each call what changed. State that did not change is not looked at again.
 */
export class TraceAccount {
  /** The thread whose process it is about. */
  private readonly tid: Tid;
  /** Ranges of the process's own mappings, whose pages are not listed. */
  private readonly own: readonly Vma[];
  private readonly visible: Visibility;
  private readonly frames = new FrameNumbers();
  private readonly fileNumbers: Map<number, number>;
  private machine: Machine;
  private current: TraceState;

  /** `child`: a process that was forked from the one of another account; what was that one's own is its own, too. */
  constructor(machine: Machine, child: { readonly tid: Tid; readonly of: TraceAccount } | null = null) {
    this.machine = machine;
    this.tid = child?.tid ?? TRACE_TID;
    this.visible = visibilityOf(machine.config.kernel);
    const mm = mmOf(machine, this.tid);
    this.own = child?.of.own ?? vmasOf(mm);
    this.fileNumbers = child?.of.fileNumbers ?? new Map<number, number>();
    this.current = { vmas: this.vmas(machine, mm), pages: this.pages(machine, mm), mm: counters(mm) };
  }

  get state(): TraceState {
    return this.current;
  }

  /** What a call did, as a line; `call` is the text with its result. */
  line(call: string, outcome: Happened): TraceLine {
    const { result, delivered } = outcome;
    const before = this.current;
    this.current = this.advance(outcome.machine);
    const { vmas, pages, mm } = this.current;
    return {
      call,
      ...(result.kind === "signal" ? { fault: { code: result.info.code, addr: hex(result.info.addr) } } : {}),
      ...outOf(call, result),
      ...(delivered.length === 0 ? {} : { events: delivered.map(eventOut) }),
      ...(sameJson(vmas, before.vmas) ? {} : { vmas }),
      ...(sameJson(pages, before.pages) ? {} : { pages }),
      ...(sameJson(mm, before.mm) ? {} : { mm }),
      ...this.smaps(),
    };
  }

  private hidesHuge(vma: Vma): boolean {
    return !this.visible.protNoneHuge && !hasAnyFlag(vma.flags, VM_ACCESS_FLAGS);
  }

  /** What smaps adds up to, where it passes over huge pages. */
  private smaps(): Pick<TraceLine, "smaps"> {
    if (this.visible.protNoneHuge) return {};
    const mm = mmOf(this.machine, this.tid);
    const hidden = vmasOf(mm).reduce((kb, vma) => kb + (this.hidesHuge(vma) ? hugeKb(mm, vma) : 0), 0);
    if (hidden === 0) return {};
    const { RssAnon, RssFile, RssShmem } = counters(mm);
    return { smaps: { RssAnon: RssAnon - hidden, RssFile, RssShmem } };
  }

  private advance(machine: Machine): TraceState {
    const [old, mm] = [mmOf(this.machine, this.tid), mmOf(machine, this.tid)];
    const sameVmas = old.vmas === mm.vmas && old.brk === mm.brk && old.pageTable === mm.pageTable;
    const samePages = sameVmas && this.machine.frames === machine.frames;
    this.machine = machine;
    return {
      vmas: sameVmas ? this.current.vmas : this.vmas(machine, mm),
      pages: samePages ? this.current.pages : this.pages(machine, mm),
      mm: old === mm ? this.current.mm : counters(mm),
    };
  }

  private vmas(machine: Machine, mm: Mm): readonly TraceVmaOut[] {
    return vmasOf(mm).map((vma) => {
      const entry = mapsEntry(machine, mm, vma);
      const huge = this.hidesHuge(vma) ? 0 : hugeKb(mm, vma);
      const file = this.fileNumber(machine, vma);
      return {
        start: hex(entry.start),
        end: hex(entry.end),
        perms: entry.perms,
        offset: hex(entry.offset),
        name: entry.name,
        flags: this.flagWords(machine, entry.flagWords),
        ...(file === null ? {} : { file }),
        ...(huge === 0 ? {} : { huge }),
      };
    });
  }

  /** Without CONFIG_MEM_SOFT_DIRTY there is no such word. */
  private flagWords(machine: Machine, words: string): string {
    return machine.config.softDirty ? words : words.replace(/ sd\b/, "");
  }

  private fileNumber(machine: Machine, vma: Vma): number | null {
    const inode = vma.file === null ? undefined : machine.files.get(vma.file)?.inode;
    if (inode === undefined) return null;
    const known = this.fileNumbers.get(inode);
    if (known !== undefined) return known;
    const number = this.fileNumbers.size + 1;
    this.fileNumbers.set(inode, number);
    return number;
  }

  private pages(machine: Machine, mm: Mm): readonly TracePageOut[] {
    // What the kernel's own pages hold is no matter of the program, wherever it has moved them.
    const programs = vmasOf(mm).filter((vma) => !(vma.special?.startsWith("[v") ?? false));
    const foreign = programs.flatMap((vma) => partsOutside(vma, this.own));
    return this.frames.list(machine, mm, foreign, this.visible);
  }
}

/** What of a mapping lies outside ranges that are in ascending order: by address, since a heap may merge with the data below it. */
function partsOutside(vma: Vma, ranges: readonly Vma[]): readonly Vma[] {
  const parts: Vma[] = [];
  let { start } = vma;
  for (const range of ranges) {
    if (range.end <= start || range.start >= vma.end) continue;
    if (range.start > start) parts.push({ ...vma, start, end: range.start });
    start = range.end;
  }
  return start < vma.end ? [...parts, { ...vma, start }] : parts;
}

const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function mmOf(machine: Machine, tid: Tid): Mm {
  const task = machine.tasks.get(tid);
  const mm = task === undefined ? undefined : machine.mms.get(task.mm);
  if (mm === undefined) throw new Error("the recorded process is gone");
  return mm;
}

const vmasOf = (mm: Mm): readonly Vma[] => [...mm.vmas.entries()].map(({ value }) => value);

function hugeKb(mm: Mm, vma: Vma): number {
  let pages = 0;
  for (const { start, end, value } of ptesIn(mm.pageTable, vpnOf(vma.start), vpnOf(vma.end))) {
    if (value.kind === "present" && isHuge(value)) pages += end - start;
  }
  return pages * KB_PER_PAGE;
}

const counters = (mm: Mm): TraceMmOut => ({
  VmSize: mm.totalVm * KB_PER_PAGE,
  VmLck: mm.lockedVm * KB_PER_PAGE,
  VmData: mm.dataVm * KB_PER_PAGE,
  RssAnon: mm.rss.anon * KB_PER_PAGE,
  RssFile: mm.rss.file * KB_PER_PAGE,
  RssShmem: mm.rss.shmem * KB_PER_PAGE,
});

/** Members that are sets of bits; all others count bytes or hold a negative errno. */
const HEX_MEMBERS = new Set(["features", "ioctls"]);

function outOf(call: string, result: CallResult): { readonly out?: TraceOut } {
  if (!call.startsWith("ioctl(") || (result.kind !== "ok" && result.kind !== "failed")) return {};
  // The format has no place for what a refused UFFDIO_API leaves in its structure.
  const refusedApi = result.kind === "failed" && call.includes("UFFDIO_API");
  return result.out === undefined || refusedApi ? {} : { out: outMembers(result.out) };
}

const outMembers = (out: StructValue): TraceOut =>
  Object.fromEntries(
    Object.entries(out).flatMap(([name, value]) =>
      typeof value !== "bigint"
        ? []
        : [[name, HEX_MEMBERS.has(name) ? hex(value) : Number(BigInt.asIntN(64, value))]],
    ),
  );

const ADDRESS_FIELDS = new Set(["address", "from", "to", "start", "end"]);

function eventOut({ fd, message, answer, secondAnswer }: UffdDelivery): TraceEventOut {
  const fields = Object.entries(message.fields).map(([name, value]) => {
    const shown = typeof value === "number" && ADDRESS_FIELDS.has(name) ? hex(value) : value;
    return [name, shown] as const;
  });
  const answers: (readonly [string, string])[] = [];
  if (answer !== undefined) answers.push(["answer", answer]);
  if (secondAnswer !== undefined) answers.push(["then", secondAnswer]);
  return {
    fd,
    event: `UFFD_EVENT_${message.event}`,
    ...Object.fromEntries<string | number>(fields),
    ...Object.fromEntries<string>(answers),
  };
}
