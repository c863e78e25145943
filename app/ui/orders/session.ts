import { create } from "zustand";
import type { InterleavePlan } from "#timeline/interleavePlan.ts";
import type { OrdersFound, OrdersReply, OrdersRequest } from "#workers/ordersMessages.ts";
import { words } from "./words.ts";

/** The search that runs or has run. Kept outside the page, so that who comes back finds it as it was. */
export interface OrdersSession {
  readonly state: "idle" | "running" | "done" | "failed";
  /** What was searched: the calls of every thread, whatever their order, and the kernel. */
  readonly subject: string;
  readonly plan: InterleavePlan | null;
  readonly progress: { readonly done: number; readonly outcomes: number };
  readonly found: OrdersFound | null;
  readonly why: string;
}

const NOTHING: OrdersSession = {
  state: "idle",
  subject: "",
  plan: null,
  progress: { done: 0, outcomes: 0 },
  found: null,
  why: "",
};

export const useOrders = create<OrdersSession>(() => NOTHING);

/** Orders that are tried at most: some seconds. */
export const MOST_ORDERS = 100_000;

/** The same for every order of the same calls. */
export const subjectOf = ({ headText, lanes }: InterleavePlan, kernel: string): string =>
  [kernel, headText, ...lanes.flatMap(({ calls }) => calls.map(({ text }) => text))].join("\n");

let worker: Worker | null = null;

const ask = (request: OrdersRequest): void => worker?.postMessage(request);

/** Begins to try all orders; a search that still runs is let go. */
export function startOrders(plan: InterleavePlan, text: string, kernel: string): void {
  worker?.terminate();
  const own = new Worker(new URL("../../workers/ordersWorker.ts", import.meta.url), { type: "module" });
  worker = own;
  own.addEventListener("message", ({ data }: MessageEvent<OrdersReply>) => receive(data));
  own.addEventListener("error", () => end({ state: "failed", why: words.workerFailed }));
  useOrders.setState({ ...NOTHING, state: "running", subject: subjectOf(plan, kernel), plan });
  ask({ kind: "start", text, kernel, setUp: plan.setUp, limit: MOST_ORDERS });
}

/** Ends the search; what has been found is shown. */
export const stopOrders = (): void => ask({ kind: "stop" });

function end(patch: Partial<OrdersSession>): void {
  worker?.terminate();
  worker = null;
  useOrders.setState(patch);
}

function receive(reply: OrdersReply): void {
  switch (reply.kind) {
    case "progress":
      useOrders.setState({ progress: reply });
      return;
    case "failed":
      end({ state: "failed", why: reply.why });
      return;
    case "done":
      end({ state: "done", found: reply.found });
  }
}
