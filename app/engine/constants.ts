/**
 * The constants of the memory calls, by the argument that takes them: numbers from the kernel's user headers
 * (x86-64), meanings in this project's words. Those of userfaultfd and of files have modules of their own.
 */
import { constantSet } from "./constantSet.ts";

/** mmap and mprotect, argument prot. */
export const PROT = constantSet("PROT_", "flags", {
  PROT_NONE: [0n, "The pages may not be touched at all: every access is a SIGSEGV."],
  PROT_READ: [0x1n, "The pages may be read."],
  PROT_WRITE: [0x2n, "The pages may be written (on x86 that includes reading)."],
  PROT_EXEC: [0x4n, "The processor may run instructions from the pages."],
  PROT_SEM: [0x8n, "Asks for memory that atomic operations work on; without effect on x86."],
  PROT_GROWSDOWN: [0x1000000n, "mprotect goes on down to the start of a mapping that grows downwards."],
  PROT_GROWSUP: [0x2000000n, "mprotect goes on up to the end of a mapping that grows upwards; x86 has none."],
});

/** mmap, argument flags. */
export const MAP = constantSet("MAP_", "flags", {
  MAP_SHARED_VALIDATE: [0x3n, "Like MAP_SHARED, but flags that the kernel does not know are refused."],
  MAP_SHARED: [0x1n, "Writes go to the object itself and are seen by everyone who maps it."],
  MAP_PRIVATE: [0x2n, "Writes are the process's own: a page is copied when it is first written."],
  MAP_DROPPABLE: [0x8n, "Memory that the kernel may throw away under pressure, to zeros.", "6.11"],
  MAP_ANONYMOUS: [0x20n, "Memory without a file behind it: zeros at first."],
  MAP_NORESERVE: [0x4000n, "Does not count against the commit limit (unless overcommit is 2)."],
  MAP_GROWSDOWN: [0x100n, "A stack: touching the page below lets the mapping grow downwards."],
  MAP_STACK: [0x20000n, "Says that this is a stack; keeps huge pages away since Linux 6.7."],
  MAP_32BIT: [0x40n, "Places the mapping in the first 2 GiB."],
  MAP_ABOVE4G: [0x80n, "Places the mapping above 4 GiB.", "6.6"],
  MAP_POPULATE: [0x8000n, "Touches all pages before the call returns, so that no faults follow."],
  MAP_NONBLOCK: [0x10000n, "Together with MAP_POPULATE: does not populate after all."],
  MAP_LOCKED: [0x2000n, "Locks the pages into memory as mlock does, but does not fail if that fails."],
  MAP_HUGETLB: [0x40000n, "Takes the pages from the pool of huge pages."],
  MAP_FIXED: [0x10n, "Exactly this address: what is mapped there is unmapped first."],
  MAP_FIXED_NOREPLACE: [0x100000n, "Exactly this address, or EEXIST if something is mapped there.", "4.17"],
  MAP_DENYWRITE: [0x800n, "Ignored; from the time when it protected program files."],
  MAP_EXECUTABLE: [0x1000n, "Ignored; from the time when it marked program files."],
  MAP_SYNC: [0x80000n, "Only for files on persistent memory."],
  MAP_UNINITIALIZED: [0x4000000n, "Does not clear the pages; only on machines without an MMU."],
});

/** mremap, argument flags. */
export const MREMAP = constantSet("MREMAP_", "flags", {
  MREMAP_MAYMOVE: [0x1n, "The mapping may move to another address if it cannot stay."],
  MREMAP_FIXED: [
    0x2n,
    "Moves to exactly the address in new_address: what is mapped there is unmapped first.",
  ],
  MREMAP_DONTUNMAP: [
    0x4n,
    "The page-table entries move, the old mapping stays behind empty: the next touch there is a page fault.",
    "5.7",
  ],
});

/** madvise, argument advice. */
export const MADV = constantSet("MADV_", "enum", {
  MADV_NORMAL: [0n, "No special access pattern: reads ahead as usual."],
  MADV_RANDOM: [1n, "Accesses will jump about: reading ahead is useless."],
  MADV_SEQUENTIAL: [2n, "Accesses go from low to high: reads ahead a lot."],
  MADV_WILLNEED: [3n, "The range will be needed soon: starts to read it."],
  MADV_DONTNEED: [4n, "Drops the pages now; private memory is zeros at the next touch."],
  MADV_FREE: [8n, "The kernel may drop the pages when it needs memory, unless they are written before."],
  MADV_REMOVE: [9n, "Punches a hole into the shared object behind the range."],
  MADV_DONTFORK: [10n, "A child made by fork does not get the range."],
  MADV_DOFORK: [11n, "Takes MADV_DONTFORK back."],
  MADV_MERGEABLE: [12n, "KSM may join equal pages of the range."],
  MADV_UNMERGEABLE: [13n, "Takes MADV_MERGEABLE back."],
  MADV_HUGEPAGE: [14n, "Huge pages are welcome in the range."],
  MADV_NOHUGEPAGE: [15n, "No huge pages in the range."],
  MADV_DONTDUMP: [16n, "The range is left out of core dumps."],
  MADV_DODUMP: [17n, "Takes MADV_DONTDUMP back."],
  MADV_WIPEONFORK: [18n, "A child made by fork finds zeros in the range."],
  MADV_KEEPONFORK: [19n, "Takes MADV_WIPEONFORK back."],
  MADV_COLD: [20n, "The pages are the first to go when memory gets short.", "5.4"],
  MADV_PAGEOUT: [21n, "Writes the pages out to swap or file now.", "5.4"],
  MADV_POPULATE_READ: [22n, "Maps all pages of the range as if each had been read.", "5.14"],
  MADV_POPULATE_WRITE: [23n, "Maps all pages of the range as if each had been written.", "5.14"],
  MADV_DONTNEED_LOCKED: [24n, "MADV_DONTNEED that locked memory allows as well.", "5.18"],
  MADV_COLLAPSE: [25n, "Gathers the pages of the range into huge pages now.", "6.1"],
  MADV_HWPOISON: [100n, "Plays a broken memory cell, for tests of error handling."],
  MADV_SOFT_OFFLINE: [101n, "Takes the frames out of use after moving their content away."],
  MADV_GUARD_INSTALL: [102n, "Turns the pages into guards: touching them is a SIGSEGV.", "6.13"],
  MADV_GUARD_REMOVE: [103n, "Takes the guards away.", "6.13"],
});

/** mlock2, argument flags. */
export const MLOCK = constantSet("MLOCK_", "flags", {
  MLOCK_ONFAULT: [0x1n, "Locks each page when it is touched, instead of touching all of them now."],
});

/** mlockall, argument flags. */
export const MCL = constantSet("MCL_", "flags", {
  MCL_CURRENT: [0x1n, "Locks everything that is mapped now."],
  MCL_FUTURE: [0x2n, "Locks everything that will be mapped from now on."],
  MCL_ONFAULT: [0x4n, "Locks each page when it is touched."],
});

/** msync, argument flags. */
export const MS = constantSet("MS_", "flags", {
  MS_ASYNC: [0x1n, "Writing back may happen later; the kernel does that anyway."],
  MS_INVALIDATE: [0x2n, "Other mappings of the file see the new content; refused on locked memory."],
  MS_SYNC: [0x4n, "Writes the pages back before the call returns."],
});

/** prlimit64, argument resource. */
export const RLIMIT = constantSet("RLIMIT_", "enum", {
  RLIMIT_CPU: [0n, "Seconds of processor time."],
  RLIMIT_FSIZE: [1n, "Bytes of the largest file that may be written."],
  RLIMIT_DATA: [2n, "Bytes of private writable memory, stacks excepted."],
  RLIMIT_STACK: [3n, "Bytes to which the stack may grow."],
  RLIMIT_CORE: [4n, "Bytes of a core dump."],
  RLIMIT_RSS: [5n, "Without effect."],
  RLIMIT_NPROC: [6n, "Number of processes of the user."],
  RLIMIT_NOFILE: [7n, "Highest descriptor plus one."],
  RLIMIT_MEMLOCK: [8n, "Bytes that may be locked without the right CAP_IPC_LOCK."],
  RLIMIT_AS: [9n, "Bytes of address space: the sum of all mappings."],
});

/** Names for numbers that may stand anywhere. */
export const NUMBERS = constantSet("", "enum", {
  NULL: [0n, "No address: the kernel chooses."],
  RLIM64_INFINITY: [0xffff_ffff_ffff_ffffn, "No limit."],
  RLIM_INFINITY: [0xffff_ffff_ffff_ffffn, "No limit."],
  MAP_FAILED: [0xffff_ffff_ffff_ffffn, "What mmap and mremap of the C library give when they fail."],
  UFFD_API: [0xaan, "The version of the userfaultfd interface; there is only this one."],
});
