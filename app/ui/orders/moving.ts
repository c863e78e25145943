import type { InterleavePlan, Order } from "#timeline/interleavePlan.ts";
import { OrderRules } from "#timeline/interleaveRules.ts";
import { words } from "./words.ts";

/** A call of the program, wherever it stands. */
export interface Place {
  readonly lane: number;
  readonly nth: number;
}

export const samePlace = (a: Place | null, b: Place): boolean => a?.lane === b.lane && a.nth === b.nth;

/** The calls of an order in turn. */
export function placesOf(order: Order): readonly Place[] {
  const counts = new Map<number, number>();
  return order.map((lane) => {
    const nth = counts.get(lane) ?? 0;
    counts.set(lane, nth + 1);
    return { lane, nth };
  });
}

export type Moved = { readonly order: Order; readonly at: number } | { readonly why: string };

/** The order with the call at `at` one place earlier (-1) or later (+1), or why it cannot be. */
export function moved(plan: InterleavePlan, order: Order, at: number, by: -1 | 1): Moved {
  const lane = order[at];
  const neighbour = order[at + by];
  if (lane === undefined || neighbour === undefined) return { why: words.atEnd };
  if (lane === neighbour) return { why: words.ownOrder(plan.lanes[lane]?.thread ?? "") };
  const next = order.with(at, neighbour).with(at + by, lane);
  return new OrderRules(plan).keeps(next) ? { order: next, at: at + by } : { why: words.needsValue };
}

/** As far towards `to` as the rules let it go. */
export function movedTowards(plan: InterleavePlan, order: Order, at: number, to: number): Moved {
  let now: { readonly order: Order; readonly at: number } = { order, at };
  while (now.at !== to) {
    const next = moved(plan, now.order, now.at, to < now.at ? -1 : 1);
    if ("why" in next) return now.at === at ? next : now;
    now = next;
  }
  return now;
}
