import type { Step } from "#timeline/timeline.ts";

export interface KernelCheck {
  readonly rule: string;
  readonly state: "done" | "failed" | "pending";
}
/** One kernel function in the call tree of a step. */
export interface KernelRow {
  /** Index of the event that entered it; stable. */
  readonly key: number;
  readonly fn: string;
  readonly depth: number;
  readonly state: "done" | "now" | "pending";
  /** "✓", "EINVAL", "3 / 8", "mmap_lock: write", or empty. */
  readonly note: string;
  readonly failed: boolean;
  readonly checks: readonly KernelCheck[];
}
export declare const kernelTree: (step: Step, t: number) => readonly KernelRow[];
