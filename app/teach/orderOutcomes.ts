/** What came of the orders of a program: equal for equal eyes, different where somebody would care. */
import { addrOf, vpnOf } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { mapsLine } from "#engine/procMaps.ts";
import type { Vma } from "#engine/vma.ts";
import { signatureOf } from "#engine/signatures.ts";
import { printResult } from "#lang/printCall.ts";
import { callerOf } from "#timeline/caller.ts";
import type { InterleavePlan, Order } from "#timeline/interleavePlan.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { pagesPicture } from "./pages.ts";

/** What became of one call. */
export type Fate =
  | {
      readonly kind: "ok";
      /** The result as strace prints it. */
      readonly value: string;
      /** Another variable that holds the same address; null: none. */
      readonly sameAs: string | null;
      /** What a load found, one character a page as in the pictures of `pages.ts`; null: it is no load. */
      readonly read: string | null;
      readonly slept: boolean;
    }
  | { readonly kind: "failed"; readonly errno: string; readonly slept: boolean }
  | { readonly kind: "signal"; readonly signal: string; readonly slept: boolean }
  /** It sleeps at the end. */
  | { readonly kind: "asleep" }
  /** Its thread sleeps or was never there, or the run had ended. */
  | { readonly kind: "never" }
  | { readonly kind: "notModelled" };

export interface OrderOutcome {
  /** How many orders end so. */
  readonly count: number;
  /** The first of them. */
  readonly example: Order;
  /** For each lane and call. */
  readonly fates: readonly (readonly Fate[])[];
  /** Lines of /proc/PID/maps at the end, of every process. */
  readonly maps: readonly string[];
  /** Why the run ended early, in words; null: it did not. */
  readonly stopped: string | null;
}

interface Seen {
  readonly fate: Fate;
  /** Equal for equal fates. */
  readonly key: string;
}

const NEVER: Seen = { fate: { kind: "never" }, key: "never" };

/** A load of more pages is told by its first. */
const MOST_PAGES = 32;

const endOf = ({ initial, steps }: Timeline): Machine => steps.at(-1)?.after ?? initial;

/** Gathers the orders of one plan. */
export class OrderOutcomes {
  private readonly plan: InterleavePlan;
  private readonly byKey = new Map<string, OrderOutcome>();
  private readonly maps = new WeakMap<Vma, { readonly brk: number; readonly line: string }>();
  /** Line of the text → place among the free calls, lane by lane. */
  private readonly placeOf: ReadonlyMap<number, number>;
  /** Orders that begin alike share their steps. */
  private readonly seen = new WeakMap<Step, Seen>();

  constructor(plan: InterleavePlan) {
    this.plan = plan;
    const lines = plan.lanes.flatMap(({ calls }) => calls.map(({ call }) => call.range.line));
    this.placeOf = new Map(lines.map((line, place) => [line, place]));
  }

  /** In the order in which they were found. */
  get all(): readonly OrderOutcome[] {
    return [...this.byKey.values()];
  }

  get count(): number {
    return this.byKey.size;
  }

  take(order: Order, run: Timeline): void {
    const seen = this.seenIn(run);
    const maps = this.mapsOf(endOf(run));
    const key = `${seen.map((one) => one.key).join("\n")}\n${run.stopped?.message ?? ""}\n${maps.join("\n")}`;
    const known = this.byKey.get(key);
    if (known !== undefined) {
      this.byKey.set(key, { ...known, count: known.count + 1 });
      return;
    }
    let from = 0;
    const fates = this.plan.lanes.map(({ calls }) => {
      from += calls.length;
      return seen.slice(from - calls.length, from).map(({ fate }) => fate);
    });
    const stopped = run.stopped?.message ?? null;
    this.byKey.set(key, { count: 1, example: order, fates, maps, stopped });
  }

  /** What became of each free call, lane by lane. */
  private seenIn({ steps }: Timeline): readonly Seen[] {
    const all = Array.from(this.placeOf, () => NEVER);
    for (const step of steps) {
      const place = this.placeOf.get(step.line);
      if (place === undefined) continue;
      let seen = this.seen.get(step);
      if (seen === undefined) {
        // A call that comes back twice has slept first.
        const fate = fateOf(step, all[place] !== NEVER);
        seen = { fate, key: JSON.stringify(fate) };
        this.seen.set(step, seen);
      }
      all[place] = seen;
    }
    return all;
  }

  private mapsOf(machine: Machine): readonly string[] {
    return [...machine.mms.values()].flatMap((mm) =>
      [...mm.vmas.entries()].map(({ value }) => this.mapsLineOf(machine, mm, value)),
    );
  }

  /** A mapping's line follows from the mapping itself and from where the heap ends. */
  private mapsLineOf(machine: Machine, mm: Mm, vma: Vma): string {
    const known = this.maps.get(vma);
    if (known?.brk === mm.brk) return known.line;
    const text = mapsLine(machine, mm, vma);
    this.maps.set(vma, { brk: mm.brk, line: text });
    return text;
  }
}

function fateOf(step: Step, slept: boolean): Fate {
  const { result } = step;
  switch (result.kind) {
    case "ok":
      return {
        kind: "ok",
        value: printResult(step.call.name, result),
        sameAs: twinOf(step, result),
        read: step.call.name === "load" ? readBy(step) : null,
        slept,
      };
    case "failed":
      return { kind: "failed", errno: result.errno, slept };
    case "signal":
      return { kind: "signal", signal: result.info.signal, slept };
    case "blocked":
      return { kind: "asleep" };
    case "notModelled":
      return { kind: "notModelled" };
  }
}

function twinOf({ call, assigned, names }: Step, result: Extract<CallResult, { kind: "ok" }>): string | null {
  if (signatureOf(call.name)?.result !== "address") return null;
  for (const [name, value] of names) if (value === result.value && name !== assigned) return name;
  return null;
}

function readBy(step: Step): string | null {
  const tid = callerOf(step);
  const task = tid === null ? undefined : step.after.tasks.get(tid);
  const mm = task === undefined ? undefined : step.after.mms.get(task.mm);
  const [addr, length] = step.call.args;
  if (mm === undefined || typeof addr !== "bigint" || typeof length !== "bigint") return null;
  const first = vpnOf(Number(addr));
  const pages = vpnOf(Number(addr + length) - 1) - first + 1;
  return pages > 0 ? pagesPicture(step.after, mm, addrOf(first), Math.min(pages, MOST_PAGES)) : "";
}
