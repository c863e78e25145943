/** The ioctls of userfaultfd(2): numbers from the kernel's user headers. */
import { constantSet } from "./constantSet.ts";

/** ioctl, argument request. The numbers are encoded with the size of the structure. */
export const UFFDIO = constantSet("", "enum", {
  UFFDIO_API: [0xc018_aa3fn, "Opens the conversation: agrees on the features."],
  UFFDIO_REGISTER: [0xc020_aa00n, "Watches a range: faults there are reported."],
  UFFDIO_UNREGISTER: [0x8010_aa01n, "Stops watching a range and wakes who waits there."],
  UFFDIO_WAKE: [0x8010_aa02n, "Wakes the threads that wait in a range."],
  UFFDIO_COPY: [0xc028_aa03n, "Answers missing pages with a copy of given bytes."],
  UFFDIO_ZEROPAGE: [0xc020_aa04n, "Answers missing pages with the zero page."],
  UFFDIO_MOVE: [0xc028_aa05n, "Answers missing pages by moving pages of the same process there.", "6.8"],
  UFFDIO_WRITEPROTECT: [0xc018_aa06n, "Sets or lifts the write protection of single pages.", "5.7"],
  UFFDIO_CONTINUE: [0xc020_aa07n, "Answers a minor fault: maps the page that the object has.", "5.13"],
  UFFDIO_POISON: [0xc020_aa08n, "Answers missing pages so that touching them is a SIGBUS.", "6.6"],
});
