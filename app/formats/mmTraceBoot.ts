import { intervalMapFrom } from "#base/intervalMap.ts";
import type { Entry } from "#base/intervalMap.ts";
import { PAGE_SIZE, PTRS_PER_TABLE } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { BootOptions, BootVma } from "#engine/bootOptions.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { FrameRun, Machine, PageTable, PteRun } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import { hasFlags, VM_MIXEDMAP, VM_SHARED, VM_WRITE } from "#engine/vmFlags.ts";
import { vmFlagsOfWords } from "#engine/vmFlagWords.ts";
import type { TraceHeader, TraceVma } from "./mmTraceHeader.ts";

/** The one thread of a recorded process. */
export const TRACE_TID = 1;
const KB_PER_PAGE = PAGE_SIZE / 1024;

/** The machine that a recording starts with: its limits, and the process's own mappings with their pages. */
export function bootFromHeader(header: TraceHeader, kernel: KernelProfile): Machine {
  return withResidentPages(createMachine(optionsOf(header, kernel)), header);
}

function optionsOf(header: TraceHeader, kernel: KernelProfile): Partial<BootOptions> {
  const { overcommit, thp, thpShmem, memlock } = header;
  return {
    kernel,
    thp: thp === "always" || thp === "never" ? thp : "madvise",
    thpShmem:
      thpShmem === "always" || thpShmem === "within_size" || thpShmem === "advise" ? thpShmem : "never",
    thpZeroPage: header.thpZeroPage,
    zeroPage: header.zeroPage,
    overcommit: overcommit === 1 || overcommit === 2 ? overcommit : 0,
    maxMapCount: header.maxMapCount,
    mmapMinAddr: header.mmapMinAddr,
    memTotal: Math.floor(header.memTotalKb / KB_PER_PAGE),
    softDirty: header.softDirty,
    // The header does not say. Of the kernels tried, the one without soft-dirty pages was built without this too.
    memoryFailure: header.softDirty,
    capabilities: new Set(header.capabilities),
    uffdFeatures: header.uffdFeatures,
    uffdMonitor: "recorder",
    vmas: header.vmas.map(bootVma),
    brk: header.brk,
    rss: {
      anon: header.mm.RssAnon / KB_PER_PAGE,
      file: header.mm.RssFile / KB_PER_PAGE,
      shmem: header.mm.RssShmem / KB_PER_PAGE,
    },
    rlimits: { ...UNLIMITED, memlock: { soft: memlock, hard: memlock } },
  };
}

const NO_LIMIT = { soft: Infinity, hard: Infinity };
const UNLIMITED = { as: NO_LIMIT, data: NO_LIMIT, stack: { soft: 8 * 1024 * 1024, hard: Infinity } };

const bootVma = ({ start, end, flags, name, offset }: TraceVma): BootVma => ({
  start,
  end,
  flags: vmFlagsOfWords(flags),
  name,
  offset,
});

function withResidentPages(machine: Machine, header: TraceHeader): Machine {
  return [...machine.mms.values()].reduce((so, mm) => {
    const vmas = [...mm.vmas.entries()].map(({ value }) => value);
    const { table, frames, nextPfn } = residentPages(header, vmas);
    return {
      ...so,
      frames,
      mms: new Map(so.mms).set(mm.id, { ...mm, pageTable: table }),
      next: { ...so.next, pfn: nextPfn },
    };
  }, machine);
}

const pagesOf = (vma: Vma): number => (vma.end - vma.start) / PAGE_SIZE;

interface Resident {
  readonly table: PageTable;
  readonly frames: Machine["frames"];
  readonly nextPfn: number;
}

/**
 * A freshly started process has touched its writable memory; the rest of what it holds are pages of its text and
 * of the kernel's own mappings. The header counts them, and the ranges are too small to leave a choice.
 */
function residentPages(header: TraceHeader, vmas: readonly Vma[]): Resident {
  let anon = header.mm.RssAnon / KB_PER_PAGE;
  let file = header.mm.RssFile / KB_PER_PAGE;
  let pfn = 1;
  const entries: Entry<PteRun>[] = [];
  const frames: Entry<FrameRun>[] = [];
  for (const vma of vmas) {
    const isAnon = hasFlags(vma.flags, VM_WRITE) && !hasFlags(vma.flags, VM_SHARED);
    const pages = Math.min(pagesOf(vma), isAnon ? anon : file);
    if (pages <= 0 || (!isAnon && isVvar(vma) && !mapsStructPages(vma))) continue;
    if (isAnon) anon -= pages;
    else file -= pages;
    const start = vma.start / PAGE_SIZE;
    entries.push({ start, end: start + pages, value: presentRun(pfn, isAnon, header.softDirty) });
    frames.push({ start: pfn, end: pfn + pages, value: frameRun(isAnon) });
    pfn += pages;
  }
  return { table: tableOf(entries), frames: intervalMapFrom(frames), nextPfn: pfn };
}

const isVvar = (vma: Vma): boolean => vma.special?.startsWith("[vvar") ?? false;

/** Since Linux 7.0 the data pages of [vvar] are ordinary pages and count as resident; before they are bare frames. */
const mapsStructPages = (vma: Vma): boolean => hasFlags(vma.flags, VM_MIXEDMAP);

const presentRun = (pfn: number, anon: boolean, softDirty: boolean): PteRun => ({
  kind: "present",
  pfn,
  write: anon,
  dirty: anon,
  softDirty,
  uffdWp: false,
  anon,
  huge: false,
});

const frameRun = (anon: boolean): FrameRun => ({
  kind: anon ? "anon" : "file",
  value: 0n,
  index: 0,
  mapcount: 1,
  thp: false,
  inode: null,
  exclusive: anon,
});

function tableOf(entries: readonly Entry<PteRun>[]): PageTable {
  const tables: Entry<true>[] = [];
  for (const { start, end } of entries) {
    const first = Math.floor(start / PTRS_PER_TABLE);
    const last = Math.floor((end - 1) / PTRS_PER_TABLE) + 1;
    const free = Math.max(first, tables.at(-1)?.end ?? 0);
    if (free < last) tables.push({ start: free, end: last, value: true });
  }
  return { entries: intervalMapFrom(entries), pteTables: intervalMapFrom(tables) };
}
