import type { InterleavePlan } from "#timeline/interleavePlan.ts";
import type { Fate, OrderOutcome } from "./orderOutcomes.ts";

/** What somebody would not want to happen, worst first. */
export const HARMS = ["killed", "taken", "zeros", "failed", "asleep", "stopped"] as const;

/**
 * `killed`: a thread gets a signal. `taken`: an mmap that may lie anywhere gets an address that another variable
 * holds. `zeros`: a thread reads zeros where it reads data in another order. `failed`: a call gets an errno.
 * `asleep`: a thread sleeps and nobody wakes it. `stopped`: the run cannot go on.
 */
export type Harm = (typeof HARMS)[number];

type Fates = OrderOutcome["fates"];

const ZEROS = new Set(["z", "0"]);

/** The harms of each outcome. */
export function harmsOf(
  plan: InterleavePlan,
  outcomes: readonly OrderOutcome[],
): readonly ReadonlySet<Harm>[] {
  return outcomes.map((outcome) => {
    const harms = new Set<Harm>();
    for (const [lane, fates] of outcome.fates.entries()) {
      for (const [nth, fate] of fates.entries()) {
        const harm = harmOf(fate);
        if (harm !== null) harms.add(harm);
        if (isTaken(plan, lane, nth, fate)) harms.add("taken");
        if (readsZeros(fate, outcomes, (all) => all[lane]?.[nth])) harms.add("zeros");
      }
    }
    if (outcome.stopped !== null && !harms.has("asleep")) harms.add("stopped");
    return harms;
  });
}

function harmOf(fate: Fate): Harm | null {
  switch (fate.kind) {
    case "signal":
      return "killed";
    case "failed":
    case "asleep":
      return fate.kind;
    case "ok":
    case "never":
    case "notModelled":
      return null;
  }
}

/** Whether the call asked for memory anywhere and got a place that has a name already. */
function isTaken({ lanes }: InterleavePlan, lane: number, nth: number, fate: Fate): boolean {
  const call = lanes[lane]?.calls[nth]?.call;
  const [where] = call?.args ?? [];
  const anywhere = where?.kind === "name" && where.name === "NULL";
  return call?.callee === "mmap" && anywhere && fate.kind === "ok" && fate.sameAs !== null;
}

function readsZeros(
  fate: Fate,
  outcomes: readonly OrderOutcome[],
  same: (fates: Fates) => Fate | undefined,
): boolean {
  if (fate.kind !== "ok" || fate.read === null) return false;
  return Array.from(fate.read).some(
    (page, index) =>
      ZEROS.has(page) &&
      outcomes.some(({ fates }) => {
        const other = same(fates);
        const there = other?.kind === "ok" ? other.read?.[index] : undefined;
        return there !== undefined && /[A-Za-z1-9]/.test(there) && !ZEROS.has(there);
      }),
  );
}
