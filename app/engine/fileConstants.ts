/** The constants of files: numbers from the kernel's user headers. */
import { constantSet } from "./constantSet.ts";

/** memfd_create, argument flags. */
export const MFD = constantSet("MFD_", "flags", {
  MFD_CLOEXEC: [0x1n, "The descriptor is closed by execve."],
  MFD_ALLOW_SEALING: [0x2n, "The file may be sealed against changes."],
  MFD_HUGETLB: [0x4n, "The file lives in the pool of huge pages."],
  MFD_NOEXEC_SEAL: [0x8n, "The file can never become executable.", "6.3"],
  MFD_EXEC: [0x10n, "The file may be executable.", "6.3"],
});

/** fallocate, argument mode. */
export const FALLOC = constantSet("FALLOC_FL_", "flags", {
  FALLOC_FL_KEEP_SIZE: [0x1n, "The file keeps its length."],
  FALLOC_FL_PUNCH_HOLE: [0x2n, "Drops the content of the range: it reads as zeros."],
  FALLOC_FL_COLLAPSE_RANGE: [0x8n, "Cuts the range out of the file."],
  FALLOC_FL_ZERO_RANGE: [0x10n, "Writes zeros into the range."],
  FALLOC_FL_INSERT_RANGE: [0x20n, "Makes room in the middle of the file."],
  FALLOC_FL_UNSHARE_RANGE: [0x40n, "Gives the range blocks of its own."],
});
