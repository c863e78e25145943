import type { Source } from "./scenario.ts";

/**
 * Public messages, commits and programs that scenarios rest on. A commit has the date of its message where that is
 * known, else of the release it came with; a program's source has none.
 */

const kernel = (date: string, subject: string, author = "Linux kernel"): Source => ({
  author,
  date,
  subject,
});
const program = (author: string, subject: string): Source => ({ author, date: "undated", subject });

const GEFFON = "Brian Geffon";

export const PATCH_V4 = kernel("2020-02-07", "[PATCH v4] mm: Add MREMAP_DONTUNMAP to mremap().", GEFFON);
export const PATCH_V5 = kernel("2020-02-14", "[PATCH v5] mm: Add MREMAP_DONTUNMAP to mremap().", GEFFON);
export const PATCH_V7 = kernel("2020-02-21", "[PATCH v7] mm: Add MREMAP_DONTUNMAP to mremap().", GEFFON);
export const MERGED_PATCH = kernel(
  "2020-04-02",
  "e346b3813067 mm/mremap: add MREMAP_DONTUNMAP to mremap()",
  GEFFON,
);
export const ACCOUNTING_ON_MERGE = kernel(
  "2020",
  "dadbd85f2afc mm: Fix MREMAP_DONTUNMAP accounting on VMA merge",
  GEFFON,
);
export const OVERCOMMIT_CHECK = kernel(
  "2021-02",
  "ad8ee77ea9db mm/mremap: for MREMAP_DONTUNMAP check security_vm_enough_memory_mm() (5.11)",
  "Dmitry Safonov",
);
export const MAY_SPLIT = kernel("2021-02", "dd3b614f858d (5.11)", "Dmitry Safonov");
export const UNLINK_ANON_VMAS = kernel(
  "2021-04",
  "1583aa278f5f mm: mremap: unlink anon_vmas when mremap with MREMAP_DONTUNMAP success (5.12)",
  "Li Xinhai",
);
export const ANY_MAPPING = kernel(
  "2021-03-23",
  "a4609387859f mm: Extend MREMAP_DONTUNMAP to non-anonymous mappings (5.13)",
  GEFFON,
);
export const HUGETLB_MOVES = kernel(
  "2022-01",
  "550a7d60bd5e mm, hugepages: add mremap() support for hugepage backed vma (5.16)",
  "Mina Almasry",
);
export const STSP_REPORT = kernel("2023-03-30", "MREMAP_DONTUNMAP corrupts initial mapping", "stsp");
export const OLD_SIZE_ZERO = kernel("2017-11", "dba58d3b8c50 (4.14)", "Mike Kravetz");
export const PMD_MOVES = kernel(
  "2019-03",
  "2c91bd4a4e2e mm: speed up mremap by 20x on large regions (5.0)",
  "Joel Fernandes",
);
export const PUD_MOVES = kernel(
  "2020-12",
  "c49dd3401802 mm: speedup mremap on 1GB or larger regions (5.11)",
  "Kalesh Singh",
);
export const GROWTH_MERGES = kernel("2022-12", "ca3d76b0aa80 mm: add merging after mremap resize (6.1)");
export const REALIGNED_START = kernel(
  "2024-01",
  "af8ca1c14906 mm/mremap: optimize the start addresses in move_page_tables() (6.7)",
);
export const THP_PLACEMENT = kernel(
  "2024-01",
  "efa7df3e3bb5 mm: align larger anonymous mappings on THP boundaries (6.7)",
);
export const MPROTECT_UNCHARGES = kernel(
  "2023-10-10",
  "[RESEND PATCH v2] mm/mprotect: allow unfaulted VMAs to be unaccounted on mprotect() (6.7)",
  "Lorenzo Stoakes",
);
export const UFFDIO_MOVE = kernel(
  "2024-03",
  "adef440691ba userfaultfd: UFFDIO_MOVE uABI (6.8)",
  "Andrea Arcangeli",
);
export const MSEAL = kernel("2024-07", "8be7258aad44 mseal: add mseal syscall (6.10)");
export const WP_BITS_CLEARED = kernel(
  "2025-01",
  "0cef0bb836e3 mm: clear uffd-wp PTE/PMD state on mremap() (6.13, CVE-2025-21696)",
);
export const MERGE_FIX = kernel(
  "2025-07",
  "879bca0a2c4f mm/vma: fix incorrectly disallowed anonymous VMA merges (6.16)",
);
export const MULTI_VMA = kernel(
  "2025-09",
  "d23cb648e365 mm/mremap: permit mremap() move of multiple VMAs (6.17)",
);
export const PGOFF_RESET = kernel(
  "2026-08",
  "9998bc06d75b mm/mremap: reset unfaulted VMA page offset for MREMAP_DONTUNMAP",
);
export const LOCK_COUNT_FIX = kernel(
  "2026-08-28",
  "397432cab17b mm/mremap: account mm->locked_vm correctly for MREMAP_DONTUNMAP",
);
export const LOCK_SPLIT_FIX = kernel(
  "2026-09-30",
  "597e4b9ab48a mm/mremap: fix locked_vm leak by splitting VMA for MREMAP_DONTUNMAP",
);
export const LOCK_SELF_MERGE_FIX = kernel(
  "2026-09-30",
  "838bb60dc215 mm/mremap: fix locked_vm leak from MREMAP_DONTUNMAP self-merge",
);

export const MAP_COUNT = program("Linux kernel", "mm/mremap.c, mremap_to and move_vma; do_mremap since 7.1");
export const MERGE_RULES = program(
  "Linux kernel",
  "mm/vma.c (mm/mmap.c before 6.12), is_mergeable_anon_vma and can_vma_merge_after",
);
export const NOTHING_TO_DO = program("Linux kernel", "mm/mremap.c, do_mremap");
export const THP_MOVES = program("Linux kernel", "mm/huge_memory.c, move_huge_pmd and __split_huge_pmd");

export const ART_COLLECTOR = program("Android ART", "runtime/gc/collector/mark_compact.cc");
export const ART_REPLACE = program("Android ART", "libartbase/base/mem_map.cc, MemMap::ReplaceWith");
export const CHROMIUM_SWAP = program("Chromium", "userspace_swap_impl_chromeos.cc");
export const CRIU_RESTORER = program("CRIU", "criu/pie/restorer.c, vma_remap");
export const GLIBC_REALLOC = program("GNU C library", "malloc/malloc.c, mremap_chunk");
export const GRAAL_HEAP = program("GraalVM", "LinuxImageHeapProvider, initializeImageHeapWithMremap");
export const LSPLT_BACKUP = program("LSPlt", "lsplt.cc, DoHook");
export const MUSL_PROBE = program("musl", "src/thread/pthread_getattr_np.c");
export const RR_SEVERAL = program("rr", "issue 2268");
export const VIRGL_MERGE = program("virglrenderer", "vhsakmt_merge_va_ranges_mremap");
export const SQLITE_REMAP = program("SQLite", "src/os_unix.c, unixRemapfile");
export const CPYTHON_RESIZE = program("CPython", "Modules/mmapmodule.c, issues 110243 and 138204");
