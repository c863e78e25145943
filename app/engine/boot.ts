import { lruAddAtStart } from "./lruAdd.ts";
import { emptyIntervalMap } from "#base/intervalMap.ts";
import { isDataMapping, isExecMapping, isStackMapping } from "./accounting.ts";
import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE, pageAlignUp, TASK_SIZE, vpnOf } from "./addr.ts";
import type { BootOptions, BootRlimits, BootVma } from "./bootOptions.ts";
import { bootObjects } from "./bootObjects.ts";
import type { BootObjects } from "./bootObjects.ts";
import { joinBits } from "./argFlags.ts";
import { defaultKernel } from "./kernels.ts";
import type { KernelProfile } from "./kernels.ts";
import type { Config, FrameRun, Machine, Mm, PteRun, Task } from "./machine.ts";
import { compareReleases, parseRelease } from "./releases.ts";
import { UFFD_FEATURE } from "./uffdConstants.ts";
import { VDSO } from "./vdso.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED, VM_SHARED, VM_WRITE, withFlags, VM_SOFTDIRTY } from "./vmFlags.ts";
import { vmFlagsOfWords } from "./vmFlagWords.ts";

const MIB = 2 ** 20;
const UNLIMITED = { soft: Infinity, hard: Infinity };

const DEFAULT_RLIMITS: BootRlimits = {
  as: UNLIMITED,
  data: UNLIMITED,
  memlock: { soft: 8 * MIB, hard: 8 * MIB },
  stack: { soft: 8 * MIB, hard: Infinity },
};

/** The feature bits that a kernel of this release offers for userfaultfd. */
const uffdFeaturesOf = ({ release }: KernelProfile): bigint => {
  const running = parseRelease(release);
  const offered = UFFD_FEATURE.constants.filter(({ since }) => {
    const first = since === null ? null : parseRelease(since);
    return first === null || running === null || compareReleases(running, first) >= 0;
  });
  return joinBits(...offered.map(({ value }) => value));
};

const defaultConfig = (kernel: KernelProfile): Config => ({
  kernel,
  thp: "madvise",
  thpShmem: "never",
  thpZeroPage: true,
  zeroPage: true,
  overcommit: 0,
  maxMapCount: 65530,
  mmapMinAddr: 65536,
  memTotal: 2 ** 20,
  softDirty: false,
  capabilities: new Set(["CAP_SYS_PTRACE"]),
  uffdFeatures: uffdFeaturesOf(kernel),
});

/** The first frame of a new machine: the kernel and all else that runs have taken those below it. */
const FIRST_PFN = 0x1b5;

/** Where the heap of the default program begins. */
const DEFAULT_BRK: Vaddr = 0x5e3000;

const bootVma = (start: Vaddr, end: Vaddr, words: string, name: string, offset = 0): BootVma => ({
  start,
  end,
  flags: vmFlagsOfWords(words),
  name,
  offset,
});

/** A small static program as Linux 6.18 maps it with address randomisation off. */
const DEFAULT_PROGRAM: readonly BootVma[] = [
  bootVma(0x400000, 0x408000, "rd ex mr mw me", "/program"),
  bootVma(0x408000, 0x409000, "rd wr mr mw me ac", "/program", 0x8000),
  bootVma(0x409000, DEFAULT_BRK, "rd wr mr mw me ac", ""),
  bootVma(0x7ffff7ff7000, 0x7ffff7ffb000, "rd mr pf io de dd", "[vvar]"),
  bootVma(0x7ffff7ffb000, 0x7ffff7ffd000, "rd mr pf io de dd", "[vvar_vclock]"),
  bootVma(0x7ffff7ffd000, 0x7ffff7fff000, "rd ex mr mw me de", "[vdso]"),
  bootVma(0x7ffffffde000, 0x7ffffffff000, "rd wr mr mw me gd ac", "[stack]"),
];

/** The first gap below the stack, and how far new mappings stay from it (mmap_base with randomisation off). */
export const mmapBaseFor = (stackLimit: number): Vaddr => {
  const guard = 256 * PAGE_SIZE;
  const wanted = Number.isFinite(stackLimit) ? stackLimit + guard : Infinity;
  const gap = Math.min(Math.max(wanted, 128 * MIB), Math.floor(TASK_SIZE / 6) * 5);
  return pageAlignUp(TASK_SIZE - gap);
};

/**
 * A machine with one process and one thread (tid 1, "main"). Everything that `options` leaves out is the default:
 * Linux 6.18, 4 GiB of memory, the mappings of a small static program.
 */
export const createMachine = (options: Partial<BootOptions> = {}): Machine => {
  const rlimits: BootRlimits = { ...DEFAULT_RLIMITS, ...options.rlimits };
  const booted = configOf(options);
  const vmas = options.vmas ?? defaultProgram(booted.softDirty);
  const config = { ...booted, ...vdsoSizeOf(vmas) };
  const objects = bootObjects(vmas);
  const mm = bootMm(options, vmas, objects, mmapBaseFor(rlimits.stack.soft));
  const task: Task = { tid: 1, name: "main", mm: mm.id, blockedOn: null };
  return {
    config,
    tasks: new Map([[task.tid, task]]),
    mms: new Map([[mm.id, mm]]),
    frames: emptyIntervalMap<FrameRun>(),
    inodes: objects.inodes,
    files: objects.files,
    fds: new Map(),
    uffds: new Map(),
    rlimits,
    lruAdd: config.kernel.switches.wpCountsReferences ? lruAddAtStart(mm.rss.anon) : [],
    committed: [...mm.vmas.entries()].reduce(
      (sum, { value }) => sum + (hasFlags(value.flags, VM_ACCOUNT) ? pages(value) : 0),
      0,
    ),
    next: {
      vma: vmas.length + 1,
      anonVma: vmas.length + 1,
      pfn: FIRST_PFN,
      file: objects.files.size + 1,
      inode: objects.inodes.size + 1,
      uffd: 1,
      mm: 2,
    },
  };
};

const configOf = (options: Partial<BootOptions>): Config => {
  const { vmas: _vmas, brk: _brk, startStack: _stack, rss: _rss, rlimits: _rlimits, ...config } = options;
  return { ...defaultConfig(options.kernel ?? defaultKernel()), ...config };
};

const vdsoSizeOf = (vmas: readonly BootVma[]): Pick<Config, "vdsoSize"> => {
  const vdso = vmas.find(({ name }) => name === VDSO);
  return vdso === undefined ? {} : { vdsoSize: vdso.end - vdso.start };
};

/** Where soft-dirty is tracked every mapping carries the flag but the stack, which exec has moved. */
const defaultProgram = (softDirty: boolean): readonly BootVma[] =>
  softDirty
    ? DEFAULT_PROGRAM.map((vma) =>
        vma.name === "[stack]" ? vma : { ...vma, flags: withFlags(vma.flags, VM_SOFTDIRTY) },
      )
    : DEFAULT_PROGRAM;

const pages = (range: { readonly start: Vaddr; readonly end: Vaddr }): number =>
  (range.end - range.start) / PAGE_SIZE;

const bootMm = (
  options: Partial<BootOptions>,
  boot: readonly BootVma[],
  objects: BootObjects,
  mmapBase: Vaddr,
): Mm => {
  const vmas = boot.map((vma, index) => vmaOf(vma, index + 1, objects));
  const sum = (counts: (vma: Vma) => boolean): number =>
    vmas.reduce((total, vma) => total + (counts(vma) ? pages(vma) : 0), 0);
  const brk = options.brk ?? DEFAULT_BRK;
  return {
    id: 1,
    vmas: vmas.reduce((map, vma) => map.insert(vma.start, vma.end, vma), emptyIntervalMap<Vma>()),
    pageTable: { entries: emptyIntervalMap<PteRun>(), pteTables: emptyIntervalMap<true>() },
    mmapBase,
    startBrk: brk,
    brk,
    startStack: options.startStack ?? stackPointer(boot),
    totalVm: sum(() => true),
    lockedVm: sum((vma) => hasFlags(vma.flags, VM_LOCKED)),
    dataVm: sum((vma) => isDataMapping(vma.flags)),
    stackVm: sum((vma) => isStackMapping(vma.flags)),
    execVm: sum((vma) => isExecMapping(vma.flags)),
    rss: options.rss ?? { anon: 0, file: 0, shmem: 0 },
    mapCount: vmas.length,
    defFlags: 0,
  };
};

/** Arguments and environment fill less than the top page of the stack. */
const stackPointer = (boot: readonly BootVma[]): Vaddr => {
  const stack = boot.find((vma) => vma.name === "[stack]");
  return (stack?.end ?? TASK_SIZE) - 512;
};

const vmaOf = (boot: BootVma, id: number, objects: BootObjects): Vma => {
  const { start, end, flags, name } = boot;
  if (end <= start || start % PAGE_SIZE !== 0 || end % PAGE_SIZE !== 0) {
    throw new Error(`${hex(start)}-${hex(end)} is no range of whole pages`);
  }
  const file = objects.fileOf(boot);
  const special = file === null && name.startsWith("[") && !LABELS.has(name) ? name : null;
  const touched = boot.touched ?? (hasFlags(flags, VM_WRITE) && !hasFlags(flags, VM_SHARED));
  return {
    id,
    start,
    end,
    flags,
    pgoff: file === null ? vpnOf(start) : (boot.offset ?? 0) / PAGE_SIZE,
    anonPgoff: vpnOf(start),
    file,
    anonVma: touched ? id : null,
    anonVmaChain: touched ? [id] : [],
    uffd: null,
    special,
  };
};

/** Names of anonymous memory that follow from where it lies. */
const LABELS: ReadonlySet<string> = new Set(["[heap]", "[stack]"]);
