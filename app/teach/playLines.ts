import { HEAP, anon } from "./exercises/lines.ts";
import type { Play } from "./play.ts";

/** Lines that the plays share. */

export const program = (...lines: readonly string[]): Play => ({ program: `${lines.join("\n")}\n` });

export const HEAP4 = anon("heap", HEAP, 4);
export const FILE4 = ['file = memfd_create("file", MFD_CLOEXEC)', "ftruncate(file, 4*PAGE)"];
export const UFFD = [
  "uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)",
  "ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})",
];
/** A machine that promises no more than half of its 2 GiB. */
export const STRICT = ["overcommit 2", "memory 2 GiB"];

export const watch = (mode: string, from = "heap", len = "4*PAGE"): string =>
  `ioctl(uffd, UFFDIO_REGISTER, {range={start=${from}, len=${len}}, mode=UFFDIO_REGISTER_MODE_${mode}})`;
export const advise = (advice: string, from = "heap", len = "4*PAGE"): string =>
  `madvise(${from}, ${len}, ${advice})`;
/** Untouched private memory of any length. */
export const huge = (size: string): string =>
  `heap = mmap(0x10000000, ${size}, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`;
