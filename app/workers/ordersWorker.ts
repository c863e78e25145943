/** Runs a program in all orders of its threads' calls, beside the page. */
import { OrderOutcomes } from "#teach/orderOutcomes.ts";
import { planOf } from "#timeline/interleavePlan.ts";
import { OrderSearch } from "#timeline/interleaveSearch.ts";
import type { OrdersReply, OrdersRequest } from "./ordersMessages.ts";

type Start = Extract<OrdersRequest, { kind: "start" }>;

/** Orders between two looks at the clock. */
const PIECE = 50;
const MILLISECONDS_BETWEEN_REPORTS = 60;

const TOO_LONG = "The program has too many calls to put them into every order.";

let stopped = false;

const say = (reply: OrdersReply): void => globalThis.postMessage(reply);
const fail = (why: string): void => say({ kind: "failed", why });

/** Lets messages of the page in between two pieces. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function start({ text, kernel, setUp, limit }: Start): Promise<void> {
  const plan = planOf(text, setUp ?? undefined);
  if (!plan.ok) return fail(plan.error === "too-long" ? TOO_LONG : plan.error.message);
  const search = OrderSearch.of(plan.value, kernel);
  if (!search.ok) return fail(search.error.message);
  const outcomes = new OrderOutcomes(plan.value);
  stopped = false;
  const began = performance.now();
  await advance(search.value, outcomes, limit);
  const milliseconds = performance.now() - began;
  const { done, finished } = search.value;
  say({ kind: "done", found: { outcomes: outcomes.all, done, complete: finished, milliseconds } });
}

async function advance(search: OrderSearch, outcomes: OrderOutcomes, limit: number): Promise<void> {
  let told = performance.now();
  while (!search.finished && search.done < limit && !stopped) {
    search.advance(Math.min(PIECE, limit - search.done), (order, run) => outcomes.take(order, run));
    const now = performance.now();
    if (now - told < MILLISECONDS_BETWEEN_REPORTS) continue;
    told = now;
    say({ kind: "progress", done: search.done, outcomes: outcomes.count });
    // One piece after the other, so that a stop is heard.
    // oxlint-disable-next-line no-await-in-loop
    await breath();
  }
}

globalThis.addEventListener("message", ({ data }: MessageEvent<OrdersRequest>) => {
  if (data.kind === "stop") stopped = true;
  else
    void start(data).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
});
