/** The constants of userfaultfd(2) and its ioctls: numbers from the kernel's user headers. */
import { constantSet } from "./constantSet.ts";

/** userfaultfd, argument flags (with the file flags of the descriptor). */
export const UFFD_OPEN = constantSet("", "flags", {
  O_CLOEXEC: [0x80000n, "The descriptor is closed by execve."],
  O_NONBLOCK: [0x800n, "Reading an empty queue fails instead of waiting."],
  UFFD_USER_MODE_ONLY: [0x1n, "Faults inside the kernel are not reported; needs no privilege.", "5.11"],
});

/** UFFDIO_REGISTER, member mode. */
export const UFFD_REGISTER_MODE = constantSet("UFFDIO_REGISTER_MODE_", "flags", {
  UFFDIO_REGISTER_MODE_MISSING: [0x1n, "Reports touches of pages that are not there."],
  UFFDIO_REGISTER_MODE_WP: [0x2n, "Reports writes to pages that UFFDIO_WRITEPROTECT protects.", "5.7"],
  UFFDIO_REGISTER_MODE_MINOR: [
    0x4n,
    "Reports touches of pages that the object has but the table has not.",
    "5.13",
  ],
});

/** UFFDIO_COPY, member mode. */
export const UFFD_COPY_MODE = constantSet("UFFDIO_COPY_MODE_", "flags", {
  UFFDIO_COPY_MODE_DONTWAKE: [0x1n, "The waiting thread goes on sleeping."],
  UFFDIO_COPY_MODE_WP: [0x2n, "The new page is write-protected at once.", "5.7"],
});

/** UFFDIO_ZEROPAGE, member mode. */
export const UFFD_ZEROPAGE_MODE = constantSet("UFFDIO_ZEROPAGE_MODE_", "flags", {
  UFFDIO_ZEROPAGE_MODE_DONTWAKE: [0x1n, "The waiting thread goes on sleeping."],
});

/** UFFDIO_WRITEPROTECT, member mode. */
export const UFFD_WRITEPROTECT_MODE = constantSet("UFFDIO_WRITEPROTECT_MODE_", "flags", {
  UFFDIO_WRITEPROTECT_MODE_WP: [0x1n, "Sets the protection; without it the protection is lifted."],
  UFFDIO_WRITEPROTECT_MODE_DONTWAKE: [0x2n, "The waiting thread goes on sleeping."],
});

/** UFFDIO_CONTINUE, member mode. */
export const UFFD_CONTINUE_MODE = constantSet("UFFDIO_CONTINUE_MODE_", "flags", {
  UFFDIO_CONTINUE_MODE_DONTWAKE: [0x1n, "The waiting thread goes on sleeping."],
  UFFDIO_CONTINUE_MODE_WP: [0x2n, "The page is mapped write-protected.", "6.4"],
});

/** UFFDIO_POISON, member mode. */
export const UFFD_POISON_MODE = constantSet("UFFDIO_POISON_MODE_", "flags", {
  UFFDIO_POISON_MODE_DONTWAKE: [0x1n, "The waiting thread goes on sleeping."],
});

/** UFFDIO_MOVE, member mode. */
export const UFFD_MOVE_MODE = constantSet("UFFDIO_MOVE_MODE_", "flags", {
  UFFDIO_MOVE_MODE_DONTWAKE: [0x1n, "The waiting thread goes on sleeping."],
  UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES: [0x2n, "Pages missing in the source are skipped instead of ENOENT."],
});

/** UFFDIO_API, member features. */
export const UFFD_FEATURE = constantSet("UFFD_FEATURE_", "flags", {
  UFFD_FEATURE_PAGEFAULT_FLAG_WP: [0x1n, "Write-protection faults can be reported.", "5.7"],
  UFFD_FEATURE_EVENT_FORK: [0x2n, "fork gives the child's memory a descriptor of its own."],
  UFFD_FEATURE_EVENT_REMAP: [0x4n, "mremap is reported, and the watch moves with the mapping."],
  UFFD_FEATURE_EVENT_REMOVE: [0x8n, "MADV_DONTNEED and MADV_REMOVE are reported."],
  UFFD_FEATURE_MISSING_HUGETLBFS: [0x10n, "Missing pages of the huge page pool can be watched."],
  UFFD_FEATURE_MISSING_SHMEM: [0x20n, "Missing pages of shared memory can be watched."],
  UFFD_FEATURE_EVENT_UNMAP: [0x40n, "munmap is reported."],
  UFFD_FEATURE_SIGBUS: [0x80n, "A fault is a SIGBUS instead of a message."],
  UFFD_FEATURE_THREAD_ID: [0x100n, "Messages name the thread."],
  UFFD_FEATURE_MINOR_HUGETLBFS: [0x200n, "Minor faults of the huge page pool can be watched.", "5.13"],
  UFFD_FEATURE_MINOR_SHMEM: [0x400n, "Minor faults of shared memory can be watched.", "5.14"],
  UFFD_FEATURE_EXACT_ADDRESS: [0x800n, "Messages give the exact address, not the page.", "5.18"],
  UFFD_FEATURE_WP_HUGETLBFS_SHMEM: [0x1000n, "Shared and huge memory can be write-protected.", "5.19"],
  UFFD_FEATURE_WP_UNPOPULATED: [0x2000n, "Pages that are not there can be write-protected too.", "6.4"],
  UFFD_FEATURE_POISON: [0x4000n, "UFFDIO_POISON is there.", "6.6"],
  UFFD_FEATURE_WP_ASYNC: [0x8000n, "Write-protection faults are resolved by the kernel itself.", "6.7"],
  UFFD_FEATURE_MOVE: [0x10000n, "UFFDIO_MOVE is there.", "6.8"],
});
