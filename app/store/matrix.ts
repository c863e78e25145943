import { PAGE_SIZE } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import { KERNELS } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine, Mm, Tid } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import type { Composed } from "./composer.ts";
import { addressText, bitOf, callOf, hasBit, mmOf, withFlags } from "./composer.ts";
import { memoLast } from "./memo.ts";
import type { ComposerDraft } from "./types.ts";

/** What one variant of the composed call would do on the machine before it. */
export interface Variant {
  readonly draft: ComposerDraft;
  /** "stays", "moves", an errno, a signal or "not modelled". */
  readonly verdict: string;
  readonly tone: "good" | "bad" | "unknown";
  /** A few words: "same size", "heap gone", "heap kept, empty", "no MAYMOVE". */
  readonly detail: string;
  readonly result: CallResult;
  /** The machine afterwards, for a thumbnail or a ghost. */
  readonly after: Machine;
}

export interface MatrixCell extends Variant {
  readonly flags: number;
  readonly label: string;
  /** The combination that the composer has now. */
  readonly current: boolean;
}

export interface KernelCell extends Variant {
  readonly kernel: KernelProfile;
  readonly current: boolean;
  /** The result on this kernel is another than on the kernel of the run. */
  readonly differs: boolean;
}

const MAYMOVE = bitOf("MREMAP_MAYMOVE");
const FIXED = bitOf("MREMAP_FIXED");
const DONTUNMAP = bitOf("MREMAP_DONTUNMAP");

/** All eight combinations, in the order in which they are shown. */
const COMBINATIONS: readonly (readonly [flags: number, label: string])[] = [
  [0, "none"],
  [MAYMOVE, "MAYMOVE"],
  [MAYMOVE + FIXED, "MAY FIXED"],
  [FIXED, "FIXED"],
  [DONTUNMAP, "DONTUNMAP"],
  [MAYMOVE + DONTUNMAP, "MAY DONT"],
  [MAYMOVE + FIXED + DONTUNMAP, "all three"],
  [FIXED + DONTUNMAP, "FIXED DONT"],
];

/** The thread that would make the composed call; null if there is none. */
export const tidOf = (composed: Composed): Tid | null => {
  const tasks = [...composed.machine.tasks.values()];
  return (tasks.find(({ name }) => name === composed.thread) ?? tasks[0])?.tid ?? null;
};

const pagesText = (bytes: number): string => `${bytes / PAGE_SIZE} ${bytes === PAGE_SIZE ? "page" : "pages"}`;

const pageUp = (bytes: bigint): number => Math.ceil(Number(bytes) / PAGE_SIZE) * PAGE_SIZE;

/** In place: by how much it grew or shrank. */
const stayDetail = (draft: ComposerDraft): string => {
  const change = pageUp(draft.newSize) - pageUp(draft.oldSize);
  if (change > 0) return `${pagesText(change)} more`;
  if (change < 0) return `${pagesText(-change)} cut`;
  return hasBit(draft.flags, MAYMOVE) ? "may ≠ must" : "same size";
};

/** Moved: what is left at the old place. */
const moveDetail = (draft: ComposerDraft, mm: Mm, source: string): string => {
  const from = Number(draft.oldAddress);
  const to = from + Math.max(PAGE_SIZE, pageUp(draft.oldSize));
  const mapped = [...mm.vmas.entries(from, to)].length > 0;
  if (!mapped) return `${source} gone`;
  const entries = [...mm.pageTable.entries.entries(from / PAGE_SIZE, to / PAGE_SIZE)].length;
  if (draft.oldSize === 0n) return `${source} kept, seen twice`;
  return entries === 0 ? `${source} kept, empty` : `${source} kept`;
};

/** The failed check in a few words; the whole reason is in the result. */
const failDetail = (draft: ComposerDraft, result: CallResult, rule: string | null): string => {
  if (result.kind !== "failed") return result.kind === "notModelled" ? result.why : "";
  const mayMove = hasBit(draft.flags, MAYMOVE);
  if (
    !mayMove &&
    result.errno === "EINVAL" &&
    (hasBit(draft.flags, FIXED) || hasBit(draft.flags, DONTUNMAP))
  ) {
    return "no MAYMOVE";
  }
  if (!mayMove && result.errno === "ENOMEM") return "no room, no MAYMOVE";
  return rule ?? result.why;
};

/** How the source of the composed call is called in a few words. */
export const sourceName = (composed: Composed): string => {
  const name = addressText(composed.draft.oldAddress, composed.names);
  return /^[A-Za-z_]\w*$/.test(name) ? name : "source";
};

/** What one mremap call would do, asked of the engine. `source`: how the old place is called. */
export const runVariant = (machine: Machine, tid: Tid, draft: ComposerDraft, source: string): Variant => {
  const { result, machine: after } = runCall(machine, tid, callOf(draft));
  const base = { draft, result, after };
  if (result.kind === "ok") {
    const mm = mmOf(after, tid);
    if (result.value === draft.oldAddress)
      return { ...base, verdict: "stays", tone: "good", detail: stayDetail(draft) };
    return { ...base, verdict: "moves", tone: "good", detail: mm ? moveDetail(draft, mm, source) : "" };
  }
  // Only a failure is asked for its reason: to watch a call over thousands of mappings takes as long again.
  const { events } = runCall(machine, tid, callOf(draft), { watch: true });
  const failed = events.findLast((event) => event.kind === "checkFailed");
  const detail = failDetail(draft, result, failed?.kind === "checkFailed" ? failed.rule : null);
  if (result.kind === "failed") return { ...base, verdict: result.errno, tone: "bad", detail };
  const verdict = result.kind === "notModelled" ? "not modelled" : result.kind;
  return { ...base, verdict, tone: "unknown", detail };
};

/** What each of the eight combinations of flags would do here, asked of the engine. */
export const flagMatrix = memoLast((composed: Composed): readonly MatrixCell[] => {
  const tid = tidOf(composed);
  if (tid === null) return [];
  const source = sourceName(composed);
  return COMBINATIONS.map(([flags, label]) => ({
    ...runVariant(composed.machine, tid, withFlags(composed.draft, flags, composed.machine), source),
    flags,
    label,
    current: composed.draft.flags === flags,
  }));
});

/**
 * The one call on every kernel, each on the same machine as it is before the call: only the call's own rules
 * differ, not the history.
 */
export const kernelRow = memoLast((composed: Composed): readonly KernelCell[] => {
  const tid = tidOf(composed);
  if (tid === null) return [];
  const source = sourceName(composed);
  const here = composed.machine.config.kernel.id;
  const cells = KERNELS.map((kernel) => {
    const machine = { ...composed.machine, config: { ...composed.machine.config, kernel } };
    return { ...runVariant(machine, tid, composed.draft, source), kernel, current: kernel.id === here };
  });
  const own = cells.find(({ current }) => current);
  return cells.map((cell) => ({
    ...cell,
    differs: own !== undefined && (cell.verdict !== own.verdict || cell.detail !== own.detail),
  }));
});
