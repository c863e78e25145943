import type { Vaddr } from "./addr.ts";
import type { Config, Rlimit } from "./machine.ts";
import type { VmFlags } from "./vmFlags.ts";

/** A mapping that the process has before its first call. */
export interface BootVma {
  readonly start: Vaddr;
  readonly end: Vaddr;
  /** `vmFlagsOfWords` reads a VmFlags line. */
  readonly flags: VmFlags;
  /** As /proc/PID/maps prints it. "", "[heap]" and "[stack]" are anonymous memory, other names in brackets special mappings. */
  readonly name: string;
  /** Offset in the file in bytes; left out: 0. */
  readonly offset?: number;
  /** Which object: equal keys are one file, opened once. Left out for a file: its name is the key. */
  readonly object?: number | string;
  /** Whether the program has written to it already, so that it has an anon_vma. Left out: if it is private and writable. */
  readonly touched?: boolean;
}

export type BootRlimits = Readonly<Record<"as" | "data" | "memlock" | "stack", Rlimit>>;

/** How a machine starts. Everything may be left out; Linux 6.18 with a small static program is then booted. */
export interface BootOptions extends Config {
  /** Mappings of the first process, ascending; the default ones if left out. */
  readonly vmas: readonly BootVma[];
  /** End of the heap at the start, and where it begins. */
  readonly brk: Vaddr;
  /** Where the program's stack begins; by default inside the mapping called [stack]. */
  readonly startStack: Vaddr;
  /** Resident pages that the process's own mappings already have; they are counted, not modelled one by one. */
  readonly rss: { readonly anon: number; readonly file: number; readonly shmem: number };
  readonly rlimits: Partial<BootRlimits>;
}
