import type { OrderOutcome } from "#teach/orderOutcomes.ts";

/** What the page asks of the worker that tries all orders of a program. */
export type OrdersRequest =
  | {
      readonly kind: "start";
      readonly text: string;
      /** Id of the kernel profile; null: the program's own. */
      readonly kernel: string | null;
      /** How many calls come first in every order; null: what the main thread does before the others start. */
      readonly setUp: number | null;
      /** Orders to run at most. */
      readonly limit: number;
    }
  /** What has been found until now is the answer. */
  | { readonly kind: "stop" };

export interface OrdersFound {
  readonly outcomes: readonly OrderOutcome[];
  /** Orders that have run. */
  readonly done: number;
  /** Every order has run: what is not among the outcomes does not exist. */
  readonly complete: boolean;
  readonly milliseconds: number;
}

export type OrdersReply =
  | { readonly kind: "progress"; readonly done: number; readonly outcomes: number }
  | { readonly kind: "done"; readonly found: OrdersFound }
  | { readonly kind: "failed"; readonly why: string };
