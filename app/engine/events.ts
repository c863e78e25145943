import type { AddrRange, Pfn, Vaddr, Vpn } from "./addr.ts";
import type { Machine, MmId, UffdMessage } from "./machine.ts";
import type { Vma } from "./vma.ts";

/** What happened inside a call, in the kernel's order and past tense. */
export type MmEventBody =
  /** The kernel entered / left a function: the call tree of the page. */
  | { readonly kind: "entered" }
  | { readonly kind: "left" }
  | { readonly kind: "checkPassed"; readonly rule: string }
  | { readonly kind: "checkFailed"; readonly rule: string; readonly errno: string }
  | { readonly kind: "lockTaken"; readonly lock: string; readonly mode: "read" | "write" }
  | { readonly kind: "lockReleased"; readonly lock: string }
  | { readonly kind: "placed"; readonly range: AddrRange; readonly rule: string }
  | { readonly kind: "vmaCreated"; readonly vma: Vma }
  | { readonly kind: "vmaRemoved"; readonly vma: Vma }
  | { readonly kind: "vmaSplit"; readonly before: Vma; readonly low: Vma; readonly high: Vma }
  | { readonly kind: "vmaMerged"; readonly parts: readonly Vma[]; readonly into: Vma }
  /** Same VMA, new bounds, flags, offset, anon_vma or userfaultfd context. */
  | {
      readonly kind: "vmaChanged";
      readonly before: Vma;
      readonly after: Vma;
      readonly what: "bounds" | "flags" | "pgoff" | "anonVma" | "uffd";
    }
  /** Entries were carried from one range to another; `entries` counts those that were set. A pmd or pud move re-hangs a whole table. */
  | {
      readonly kind: "ptesMoved";
      readonly level: "pte" | "pmd" | "pud" | "hugePmd";
      readonly from: Vpn;
      readonly to: Vpn;
      readonly pages: number;
      readonly entries: number;
    }
  | { readonly kind: "ptesCleared"; readonly range: AddrRange; readonly entries: number }
  | {
      readonly kind: "ptesSet";
      readonly vpn: Vpn;
      readonly pages: number;
      readonly target: "frame" | "zeroPage" | "marker";
      readonly pfn: Pfn | null;
    }
  /** Bits of present entries changed (write protection and the like). */
  | { readonly kind: "ptesChanged"; readonly range: AddrRange; readonly what: string }
  | { readonly kind: "hugePmdSplit"; readonly vpn: Vpn }
  | { readonly kind: "framesAllocated"; readonly pfn: Pfn; readonly pages: number }
  | { readonly kind: "framesFreed"; readonly pfn: Pfn; readonly pages: number }
  | { readonly kind: "frameCopied"; readonly from: Pfn; readonly to: Pfn; readonly pages: number }
  | { readonly kind: "contentWritten"; readonly vpn: Vpn; readonly pages: number; readonly value: bigint }
  | { readonly kind: "contentRead"; readonly vpn: Vpn; readonly pages: number }
  | { readonly kind: "tlbFlushed"; readonly range: AddrRange }
  | { readonly kind: "charged"; readonly pages: number }
  | {
      readonly kind: "counterChanged";
      readonly counter: string;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: "anonVmaPrepared"; readonly vma: Vma; readonly reused: boolean }
  | { readonly kind: "faulted"; readonly addr: Vaddr; readonly access: "read" | "write" }
  | { readonly kind: "signalled"; readonly signal: string; readonly code: string; readonly addr: Vaddr }
  | { readonly kind: "uffdQueued"; readonly fd: number; readonly message: UffdMessage }
  | {
      readonly kind: "uffdAnswered";
      readonly fd: number;
      readonly answer: string;
      readonly secondAnswer?: string;
    }
  | { readonly kind: "threadBlocked"; readonly why: string }
  | { readonly kind: "threadWoken"; readonly why: string };

export type MmEvent = MmEventBody & {
  /** The kernel function in which it happened. */
  readonly where: string;
  /** Depth of that function in the call tree; 0 is the system call itself. */
  readonly depth: number;
  readonly mm: MmId;
  /** How many events of a long loop this one stands for (rounds.ts); left out: itself alone. */
  readonly times?: number;
  /** The machine as it was right after this event. */
  readonly machine: Machine;
};
