import type { MmEvent } from "#engine/events.ts";
import type { Step } from "#timeline/timeline.ts";

export type StageKind =
  | "call"
  | "checks"
  | "failed"
  | "unmap"
  | "create"
  | "move"
  | "reshape"
  | "fault"
  | "read"
  | "change"
  | "split"
  | "tlb"
  | "uffd"
  | "counters"
  | "result";

/** One stage of a call: a stretch of its events that is shown as one thing. */
export interface StageTime {
  readonly kind: StageKind;
  /** Events [from, to) of the step. */
  readonly from: number;
  readonly to: number;
  /** In [0, 1] of the step. */
  readonly start: number;
  readonly end: number;
}

/** How long a call plays at speed 1, and its stages. Where stages start are the kernel steps that a timeline ticks. */
export interface Timing {
  /** Milliseconds. */
  readonly duration: number;
  readonly stages: readonly StageTime[];
}

/** Lift, travel and drop of a batch of entries, in milliseconds. */
export const LIFT = 250;
export const TRAVEL = 900;
export const DROP = 250;

const MILLISECONDS: Readonly<Record<StageKind, number>> = {
  call: 500,
  checks: 300,
  failed: 900,
  unmap: 400,
  create: 400,
  move: LIFT + TRAVEL + DROP,
  reshape: 400,
  fault: 450,
  read: 200,
  change: 300,
  split: 1200,
  tlb: 400,
  uffd: 500,
  counters: 200,
  result: 200,
};

/** What an event is shown as; null: it goes with whatever is under way. */
const kindOf = (event: MmEvent, decisive: MmEvent | null): StageKind | null => {
  switch (event.kind) {
    case "checkPassed":
    case "placed":
    case "anonVmaPrepared":
      return "checks";
    case "checkFailed":
      return event === decisive ? "failed" : "checks";
    case "ptesCleared":
    case "vmaRemoved":
    case "framesFreed":
      return "unmap";
    case "vmaCreated":
      return "create";
    case "ptesMoved":
      return "move";
    case "vmaSplit":
    case "vmaMerged":
      return "reshape";
    case "vmaChanged":
      return event.what === "anonVma" || event.what === "pgoff" ? "counters" : "reshape";
    case "faulted":
    case "framesAllocated":
    case "frameCopied":
    case "ptesSet":
    case "contentWritten":
      return "fault";
    case "contentRead":
      return "read";
    case "ptesChanged":
    case "hugePmdSplit":
      return "change";
    case "tlbFlushed":
      return "tlb";
    case "charged":
    case "counterChanged":
      return "counters";
    case "uffdQueued":
    case "uffdAnswered":
    case "threadBlocked":
    case "threadWoken":
      return "uffd";
    case "signalled":
      return "failed";
    case "entered":
    case "left":
    case "lockTaken":
    case "lockReleased":
      return null;
  }
};

interface Part {
  readonly kind: StageKind;
  readonly from: number;
  readonly to: number;
}

/** The check that ended the call; others that failed on the way only chose another path. */
const decisiveCheck = (step: Step): MmEvent | null =>
  step.result.kind === "failed"
    ? (step.events.findLast((event) => event.kind === "checkFailed") ?? null)
    : null;

/** Each batch of moved entries and each fault is a stage of its own; of all else, what is alike goes together. */
const startsAnew = (event: MmEvent): boolean => event.kind === "ptesMoved" || event.kind === "faulted";

/** What a fault does on its way (clearing an entry, flushing it, charging) is part of the fault. */
const ofFault: ReadonlySet<StageKind> = new Set(["checks", "unmap", "reshape", "change", "tlb", "counters"]);

/** Where a fork has copied its entries: the flush that follows ends it. */
const splitAt = (step: Step): number =>
  step.call.name === "fork" && step.result.kind === "ok"
    ? step.events.findIndex((event) => event.kind === "tlbFlushed" && event.where === "dup_mmap")
    : -1;

const partsOf = (step: Step): readonly Part[] => {
  const decisive = decisiveCheck(step);
  const splits = splitAt(step);
  const parts: Part[] = [{ kind: "call", from: 0, to: 0 }];
  step.events.forEach((event, i) => {
    const own = kindOf(event, decisive);
    const kind = own !== null && parts.at(-1)?.kind === "fault" && ofFault.has(own) ? "fault" : own;
    const last = parts.at(-1);
    if (last === undefined) return;
    if (i === splits) {
      parts.push({ kind: "split", from: i, to: i }, { kind: "tlb", from: i, to: i + 1 });
      return;
    }
    const goesOn = kind === null || (kind === last.kind && !startsAnew(event));
    if (goesOn) parts[parts.length - 1] = { ...last, to: i + 1 };
    else parts.push({ kind, from: i, to: i + 1 });
  });
  return parts;
};

const MOST_ALIKE = 12;

/** Long trains of equal stages: the first and the last ones each for itself, those between in one. */
const shortened = (parts: readonly Part[]): readonly Part[] => {
  const result: Part[] = [];
  for (let i = 0; i < parts.length;) {
    const part = parts[i];
    if (part === undefined) break;
    let end = i + 1;
    while (parts[end]?.kind === part.kind) end += 1;
    const train = parts.slice(i, end);
    const middle = train.slice(6, -5);
    const first = middle[0];
    const last = middle.at(-1);
    if (train.length > MOST_ALIKE && first !== undefined && last !== undefined) {
      result.push(
        ...train.slice(0, 6),
        { kind: part.kind, from: first.from, to: last.to },
        ...train.slice(-5),
      );
    } else result.push(...train);
    i = end;
  }
  return result;
};

/** Faults follow each other quickly when there are many: the eighth teaches nothing new. */
const durationOf = (part: Part, sameKind: number): number => {
  const full = MILLISECONDS[part.kind];
  return part.kind === "fault" || part.kind === "read"
    ? Math.max(110, full / Math.max(1, sameKind / 2))
    : full;
};

const computeTiming = (step: Step): Timing => {
  const parts = [
    ...shortened(partsOf(step)),
    { kind: "result" as const, from: step.events.length, to: step.events.length },
  ];
  const counts = new Map<StageKind, number>();
  for (const part of parts) counts.set(part.kind, (counts.get(part.kind) ?? 0) + 1);
  const lengths = parts.map((part) => durationOf(part, counts.get(part.kind) ?? 1));
  const duration = lengths.reduce((a, b) => a + b, 0);
  let elapsed = 0;
  const stages = parts.map((part, i): StageTime => {
    const start = elapsed / duration;
    elapsed += lengths[i] ?? 0;
    return { ...part, start, end: i === parts.length - 1 ? 1 : elapsed / duration };
  });
  return { duration, stages };
};

const remembered = new WeakMap<Step, Timing>();

/** The stages of a call, from its events alone: they are the same at every size of the page. */
export const timingOf = (step: Step): Timing => {
  const known = remembered.get(step);
  if (known !== undefined) return known;
  const timing = computeTiming(step);
  remembered.set(step, timing);
  return timing;
};

/** The stage that contains t. */
export const stageIndexAt = (timing: Timing, t: number): number => {
  const index = timing.stages.findIndex((stage) => t < stage.end);
  return index === -1 ? timing.stages.length - 1 : index;
};

/** Progress within a stage, in [0, 1]. */
export const progressIn = (stage: StageTime, t: number): number =>
  stage.end > stage.start ? Math.min(1, Math.max(0, (t - stage.start) / (stage.end - stage.start))) : 1;

/** The last event before stage `index` that has anything to show; -1 if there is none. */
export const lastShown = (step: Step, stage: StageTime): number =>
  step.events.findLastIndex((event, i) => i < stage.from && kindOf(event, null) !== null);

/** Events that have happened by t. */
export const eventsDone = (timing: Timing, t: number): number => {
  const stage = timing.stages[stageIndexAt(timing, t)];
  if (stage === undefined) return 0;
  if (t >= 1) return stage.to;
  return stage.from + Math.floor(progressIn(stage, t) * (stage.to - stage.from));
};
