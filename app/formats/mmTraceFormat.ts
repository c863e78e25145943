import type { KernelProfile } from "#engine/kernels.ts";
import { compareReleases, parseRelease } from "#engine/releases.ts";

/** What of the same state different kernels let a program see, in smaps and pagemap. */
export interface Visibility {
  /** pagemap has a bit for userfaultfd write protection (5.14). */
  readonly uffdWp: boolean;
  /** pagemap has a bit for guard regions (6.15). */
  readonly guard: boolean;
  /** smaps counts the huge pages of a PROT_NONE mapping (not in 6.1 to 6.5, whose walk stops at such an entry). */
  readonly protNoneHuge: boolean;
}

const since = (kernel: KernelProfile, release: string): boolean => {
  const [own, wanted] = [parseRelease(kernel.release), parseRelease(release)];
  return own !== null && wanted !== null && compareReleases(own, wanted) >= 0;
};

export const visibilityOf = (kernel: KernelProfile): Visibility => ({
  uffdWp: since(kernel, "5.14"),
  guard: since(kernel, "6.15"),
  protNoneHuge: !since(kernel, "6.1") || since(kernel, "6.6"),
});

/** A mapping as a line of mm-trace/1 has it. The order of keys is the order of the output. */
export interface TraceVmaOut {
  readonly start: string;
  readonly end: string;
  readonly perms: string;
  readonly offset: string;
  readonly name: string;
  readonly flags: string;
  readonly file?: number;
  readonly huge?: number;
}

/** A run of pages as a line of mm-trace/1 has it. */
export interface TracePageOut {
  readonly addr: string;
  readonly n?: number;
  readonly frame?: number;
  readonly value?: string;
  readonly bits: string;
}

export interface TraceMmOut {
  readonly VmSize: number;
  readonly VmLck: number;
  readonly VmData: number;
  readonly RssAnon: number;
  readonly RssFile: number;
  readonly RssShmem: number;
}

/** What the kernel wrote back into an ioctl's argument. */
export type TraceOut = Readonly<Record<string, string | number>>;
export type TraceEventOut = Readonly<Record<string, string | number>>;

/** One call and what it changed. */
export interface TraceLine {
  readonly call: string;
  readonly fault?: { readonly code: string; readonly addr: string };
  readonly out?: TraceOut;
  readonly events?: readonly TraceEventOut[];
  readonly vmas?: readonly TraceVmaOut[];
  readonly pages?: readonly TracePageOut[];
  readonly mm?: TraceMmOut;
  /** Resident memory as smaps adds it up, where that is not what the page table holds. */
  readonly smaps?: Pick<TraceMmOut, "RssAnon" | "RssFile" | "RssShmem">;
  /** Why the result is the log's own and not the engine's; only in replays of logs. */
  readonly takenOver?: string;
  /** The log's result where the engine predicts another one and has all facts; only in replays of logs. */
  readonly logged?: string;
}
