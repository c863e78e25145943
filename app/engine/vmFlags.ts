/**
 * vma->vm_flags as a set of bits. The bit positions are ours; names and the two-letter words of
 * /proc/PID/smaps (VmFlags) are the kernel's. Bitwise operators are safe here: 32 bits are enough. Sets are joined and cut with the functions below, never by arithmetic.
 */
export type VmFlags = number;

export const VM_READ = 1 << 0;
export const VM_WRITE = 1 << 1;
export const VM_EXEC = 1 << 2;
export const VM_SHARED = 1 << 3;
export const VM_MAYREAD = 1 << 4;
export const VM_MAYWRITE = 1 << 5;
export const VM_MAYEXEC = 1 << 6;
export const VM_MAYSHARE = 1 << 7;
export const VM_GROWSDOWN = 1 << 8;
export const VM_PFNMAP = 1 << 9;
export const VM_LOCKED = 1 << 10;
export const VM_IO = 1 << 11;
export const VM_SEQ_READ = 1 << 12;
export const VM_RAND_READ = 1 << 13;
export const VM_DONTCOPY = 1 << 14;
export const VM_DONTEXPAND = 1 << 15;
export const VM_LOCKONFAULT = 1 << 16;
export const VM_ACCOUNT = 1 << 17;
export const VM_NORESERVE = 1 << 18;
export const VM_HUGETLB = 1 << 19;
export const VM_WIPEONFORK = 1 << 20;
export const VM_DONTDUMP = 1 << 21;
export const VM_SOFTDIRTY = 1 << 22;
export const VM_MIXEDMAP = 1 << 23;
export const VM_HUGEPAGE = 1 << 24;
export const VM_NOHUGEPAGE = 1 << 25;
export const VM_MERGEABLE = 1 << 26;
export const VM_UFFD_MISSING = 1 << 27;
export const VM_UFFD_WP = 1 << 28;
export const VM_UFFD_MINOR = 1 << 29;
export const VM_SEALED = 1 << 30;
/** A program's own file until 5.15. The sign bit: flags are compared and combined, never ordered. */
export const VM_DENYWRITE = 1 << 31;
/** Guard markers were installed somewhere in the mapping (Linux 7.0, and 6.18 by a stable update); the sign bit, which is as good as any. */
export const VM_MAYBE_GUARD = 1 << 31;

export const VM_UFFD_MODES = VM_UFFD_MISSING | VM_UFFD_WP | VM_UFFD_MINOR;
export const VM_LOCKED_MASK = VM_LOCKED | VM_LOCKONFAULT;
export const VM_ACCESS_FLAGS = VM_READ | VM_WRITE | VM_EXEC;
export const VM_SPECIAL = VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP;

export const hasFlags = (flags: VmFlags, wanted: VmFlags): boolean => (flags & wanted) === wanted;
export const hasAnyFlag = (flags: VmFlags, wanted: VmFlags): boolean => (flags & wanted) !== 0;
export const withFlags = (flags: VmFlags, added: VmFlags): VmFlags => flags | added;
export const withoutFlags = (flags: VmFlags, removed: VmFlags): VmFlags => flags & ~removed;

/** The permissions column of /proc/PID/maps. */
export const permsOf = (flags: VmFlags): string =>
  (hasFlags(flags, VM_READ) ? "r" : "-") +
  (hasFlags(flags, VM_WRITE) ? "w" : "-") +
  (hasFlags(flags, VM_EXEC) ? "x" : "-") +
  (hasFlags(flags, VM_MAYSHARE) ? "s" : "p");
