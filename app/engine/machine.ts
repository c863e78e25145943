import type { Flavoured } from "#base/brand.ts";
import type { IntervalMap } from "#base/intervalMap.ts";
import type { AddrRange, Pfn, Vaddr } from "./addr.ts";
import type { Call, CallResult } from "./calls.ts";
import type { KernelProfile } from "./kernels.ts";
import type { AnonVmaId, FileId, UffdId, Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";

export type MmId = Flavoured<"MmId">;
export type InodeId = Flavoured<"InodeId">;
export type Tid = Flavoured<"Tid">;

/**
 * A run of equal page-table entries over consecutive pages. Kept as extents, so that moving 64 GiB costs
 * as many steps as there are runs. Page i of a `present` run maps frame pfn + i.
 */
export type PteRun =
  | {
      readonly kind: "present";
      readonly pfn: Pfn;
      readonly write: boolean;
      readonly dirty: boolean;
      readonly softDirty: boolean;
      readonly uffdWp: boolean;
      /** Anonymous page, not a page-cache page. */
      readonly anon: boolean;
      /** Mapped by a huge PMD entry (whole, aligned 2 MiB). */
      readonly huge: boolean;
    }
  | { readonly kind: "zero"; readonly softDirty: boolean; readonly uffdWp: boolean; readonly huge: boolean }
  | { readonly kind: "marker"; readonly guard: boolean; readonly uffdWp: boolean; readonly poison: boolean };

export interface PageTable {
  /** By vpn. Pages without a run have no entry (pte_none). */
  readonly entries: IntervalMap<PteRun>;
  /** By address / 2 MiB: which PTE tables are allocated. */
  readonly pteTables: IntervalMap<true>;
}

/** A run of equal frames, by pfn. */
export interface FrameRun {
  readonly kind: "anon" | "file" | "shmem";
  /** The 64-bit number at the start of each page. */
  readonly value: bigint;
  /** Index shown in a frame's label (A0, A1 …): the page's place in the mapping where it was first written; grows along the run. */
  readonly index: number;
  /** How many page-table entries map it (each frame of the run). */
  readonly mapcount: number;
  /** Part of a huge folio (KPF_THP), mapped as one or not. */
  readonly thp: boolean;
  /** Owner in the page cache, for file and shmem frames. */
  readonly inode: InodeId | null;
  /** AnonExclusive: this process alone may write it without copying. */
  readonly exclusive: boolean;
}

/** A run of pages that an object holds. */
export interface CacheRun {
  readonly pfn: Pfn;
  /** Set aside by fallocate and not used since (not PG_uptodate): fault-around passes it over. */
  readonly fallocated?: true;
}

/** The context of asynchronous I/O behind a ring (struct kioctx). */
export interface AioRing {
  /** The process that made it: only there is it known. */
  readonly mm: MmId;
  /** Where the context says that its ring is (mmap_base). */
  readonly base: Vaddr;
  readonly requests: number;
}

/** struct address_space and inode in one: the object that file mappings show. */
export interface Inode {
  readonly id: InodeId;
  readonly kind: "memfd" | "shmem" | "file";
  /** As /proc/PID/maps prints it: "/memfd:a (deleted)", "/dev/zero (deleted)", "/oracle". */
  readonly name: string;
  /** i_size in bytes. */
  readonly size: number;
  /** Pages promised when the object was made: shared anonymous memory without MAP_NORESERVE. */
  readonly charged?: number;
  /** Set for the ring of asynchronous I/O. */
  readonly ring?: AioRing;
  /** Page cache: page index → first pfn of a run (page i of the run is pfn + i). */
  readonly pages: IntervalMap<CacheRun>;
}

export interface OpenFile {
  readonly id: FileId;
  readonly inode: InodeId;
  readonly readable: boolean;
  readonly writable: boolean;
  /** Where read() and write() go on (f_pos), in bytes; left out: at the start. */
  readonly pos?: number;
}

export interface UffdMessage {
  readonly event: "PAGEFAULT" | "FORK" | "REMAP" | "REMOVE" | "UNMAP";
  readonly fields: { readonly [name: string]: number | string };
  /** The thread that sleeps until the message is dealt with. */
  readonly tid?: Tid;
}

/** A message that a monitor has read, with its answer as strace prints it ("UFFDIO_ZEROPAGE = 0"). */
export interface UffdDelivery {
  readonly fd: number;
  readonly message: UffdMessage;
  readonly answer?: string;
  /** The second attempt, when the first answer was refused. */
  readonly secondAnswer?: string;
}

/** A userfaultfd context. */
export interface Userfaultfd {
  readonly id: UffdId;
  readonly fd: number;
  /** The address space it was opened in; its ioctls work there. */
  readonly mm: MmId;
  /** UFFD_USER_MODE_ONLY: faults that the kernel itself takes are not reported. */
  readonly userModeOnly: boolean;
  /** A monitor thread reads the queue at once and answers every fault with the recorder's fixed policy. */
  readonly served: boolean;
  /** UFFDIO_API has succeeded. */
  readonly ready: boolean;
  readonly features: bigint;
  readonly queue: readonly UffdMessage[];
}

export interface Rlimit {
  readonly soft: number;
  readonly hard: number;
}

/** mm_struct: one address space. Counters are in pages, addresses in bytes. */
export interface Mm {
  readonly id: MmId;
  /** By address in bytes. */
  readonly vmas: IntervalMap<Vma>;
  readonly pageTable: PageTable;
  readonly mmapBase: Vaddr;
  readonly startBrk: Vaddr;
  readonly brk: Vaddr;
  readonly startStack: Vaddr;
  readonly totalVm: number;
  readonly lockedVm: number;
  readonly dataVm: number;
  readonly stackVm: number;
  readonly execVm: number;
  readonly rss: { readonly anon: number; readonly file: number; readonly shmem: number };
  /** Number of VMAs (map_count). */
  readonly mapCount: number;
  /** def_flags: VM_LOCKED (and VM_LOCKONFAULT) after mlockall(MCL_FUTURE). */
  readonly defFlags: VmFlags;
}

/** What a sleeping thread does when it is woken. */
export type Continuation =
  /** A store or load goes on at the page that faulted. */
  | { readonly kind: "call"; readonly call: Call }
  /** The call had done its work but for faulting in the rest of a range; then it returns `result`. */
  | { readonly kind: "populate"; readonly range: AddrRange; readonly result: CallResult }
  /** The call had done all its work and only waited for the monitor to read its messages. */
  | { readonly kind: "return"; readonly result: CallResult };

/** Why a thread sleeps in a userfaultfd context, and how it goes on. */
export interface Sleep {
  readonly uffd: UffdId;
  /** The page it faulted on; null while it waits for its messages to be read. */
  readonly addr: Vaddr | null;
  readonly goesOn: Continuation;
  /** The call that sleeps; set when it has come back as "blocked". */
  readonly call?: Call;
  /** Set by what resolves the fault; the thread goes on after the call that woke it. */
  readonly woken: boolean;
}

export interface Task {
  readonly tid: Tid;
  readonly name: string;
  readonly mm: MmId;
  /** What a sleeping thread waits for, in a learner's words; null when it runs. */
  readonly blockedOn: string | null;
  /** Left out when the thread runs. */
  readonly sleep?: Sleep;
}

export interface Config {
  readonly kernel: KernelProfile;
  readonly thp: "always" | "madvise" | "never";
  readonly thpShmem: "always" | "within_size" | "advise" | "never";
  readonly thpZeroPage: boolean;
  /** Whether reading an untouched page maps the shared zero page; false where mm_forbids_zeropage() holds: it gets a frame then. */
  readonly zeroPage: boolean;
  readonly overcommit: 0 | 1 | 2;
  readonly maxMapCount: number;
  readonly mmapMinAddr: number;
  /** Pages of RAM; swap is not modelled. */
  readonly memTotal: number;
  /** CONFIG_MEM_SOFT_DIRTY. */
  readonly softDirty: boolean;
  readonly capabilities: ReadonlySet<string>;
  /** CONFIG_MEMORY_FAILURE, true when left out: touching a poisoned page is BUS_MCEERR_AR, without it BUS_ADRERR. */
  readonly memoryFailure?: boolean;
  /** Bytes of the vdso that the first process starts with. Left out: it has none. */
  readonly vdsoSize?: number;
  /** Feature bits that UFFDIO_API offers. */
  readonly uffdFeatures: bigint;
  /** "recorder": every userfaultfd context is served by an answering monitor from the start; "none" (also when left out): only after serve(fd). */
  readonly uffdMonitor?: "recorder" | "none";
}

export type FdEntry =
  | { readonly kind: "file"; readonly file: FileId }
  | { readonly kind: "uffd"; readonly uffd: UffdId };

/** What all processes have in common: the machine without their address spaces. */
export type System = Omit<Machine, "mms">;

/** Everything there is. A value: every call makes a new one that shares what did not change. */
export interface Machine {
  readonly config: Config;
  readonly tasks: ReadonlyMap<Tid, Task>;
  readonly mms: ReadonlyMap<MmId, Mm>;
  readonly frames: IntervalMap<FrameRun>;
  readonly inodes: ReadonlyMap<InodeId, Inode>;
  readonly files: ReadonlyMap<FileId, OpenFile>;
  readonly fds: ReadonlyMap<number, FdEntry>;
  readonly uffds: ReadonlyMap<UffdId, Userfaultfd>;
  readonly rlimits: {
    readonly as: Rlimit;
    readonly data: Rlimit;
    readonly memlock: Rlimit;
    readonly stack: Rlimit;
  };
  /** Frames that the list of pages on their way to the LRU holds a reference to; null: a frame from before the start. */
  readonly lruAdd: readonly (Pfn | null)[];
  /** vm_committed_as in pages. */
  readonly committed: number;
  readonly next: {
    readonly vma: number;
    readonly anonVma: AnonVmaId;
    readonly pfn: Pfn;
    readonly file: number;
    readonly inode: number;
    readonly uffd: number;
    readonly mm: number;
  };
}
