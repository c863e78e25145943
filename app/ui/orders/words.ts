import type { Harm } from "#teach/orderHarms.ts";
import type { Fate } from "#teach/orderOutcomes.ts";

const number = new Intl.NumberFormat("en");
const counted = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** The sentences of the page that tries all orders; loaded with it. */
export const words = {
  title: "Try all orders",
  about:
    "Threads run at the same time. The kernel takes their calls one after the other, in an order that nobody chooses. Here every order can be tried.",
  of: (title: string, kernel: string) => `${title}, on ${kernel}`,
  broken: (line: number) => `The program has an error in line ${line}. Repair it in the workbench first.`,
  tooLong: "The program has more than 60 free calls. Shorten it, or let more of them run first.",
  oneThread:
    "Only one thread has calls to put in order. Write thread NAME: in front of a call to give it to another thread, or let fewer calls run first.",
  first: "Runs first",
  firstNone: "Nothing",
  firstUpTo: (count: number, call: string) => `${counted(count, "call", "calls")}, up to ${call}`,
  firstWhy: "These calls come first in every order: what was done before the threads started.",
  lanes: "Calls in their order",
  moveHow: "Drag a call, or choose it and press Alt and an arrow key. The program changes with it.",
  earlier: "Earlier",
  later: "Later",
  call: (place: number, thread: string, text: string) => `${place}. ${thread}: ${text}`,
  moved: (place: number, of: number) => `Now number ${place} of ${of}.`,
  ownOrder: (thread: string) => `The calls of ${thread} keep their own order.`,
  needsValue: "It cannot: a call needs a value that another call gives.",
  atEnd: "There is no place further on.",
  orders: (count: bigint | null) =>
    count === null
      ? "More orders than can be counted here."
      : `${count.toLocaleString("en")} ${count === 1n ? "order is" : "orders are"} possible: each thread’s calls keep their own order.`,
  tryAll: "Try all orders",
  stop: "Stop",
  trying: "Trying orders",
  progress: (done: number, outcomes: number) =>
    `${counted(done, "order", "orders")} tried, ${counted(outcomes, "outcome", "outcomes")} so far`,
  failed: "The orders could not be tried.",
  workerFailed: "The part of the page that tries orders has failed. Reload the page.",
  result: "What came of it",
  complete: (done: number, outcomes: number, milliseconds: number) =>
    `All ${counted(done, "order", "orders")} tried in ${(milliseconds / 1000).toFixed(2)} s: ${counted(outcomes, "outcome", "outcomes")}. There are no others.`,
  cut: (done: number, outcomes: number) =>
    `Ended after ${counted(done, "order", "orders")}: ${counted(outcomes, "outcome", "outcomes")} so far. There may be others.`,
  harms: "What may go wrong",
  harm: {
    killed: "A thread gets a signal",
    taken: "A mapping lands where another has been",
    zeros: "A thread reads zeros in place of data",
    failed: "A call fails",
    asleep: "A thread sleeps for ever",
    stopped: "The run cannot go on",
  } satisfies Readonly<Record<Harm, string>>,
  inNone: "in no order",
  inNoneSoFar: "in no order so far",
  share: (count: number, of: number) => `${number.format(count)} of ${counted(of, "order", "orders")}`,
  same: "Calls not listed do the same in every order.",
  example: "For example",
  open: "Open this order",
  openLabel: (outcome: number) => `Open an order with outcome ${outcome}`,
  maps: "Mappings at the end that not every order leaves",
  outcome: (place: number) => `Outcome ${place}`,
} as const;

const PAGES = new Map([
  ["-", "nothing mapped"],
  [".", "no page"],
  ["z", "zeros"],
  ["0", "zeros"],
  ["!", "a marker"],
  ["?", "other data"],
]);

/** "reads A and zeros": what a load found, equal pages once. */
function readWords(read: string): string {
  const found = [...new Set(Array.from(read, (page) => PAGES.get(page) ?? page))];
  if (found.length === 0) return "reads nothing";
  const last = found.at(-1) ?? "";
  return `reads ${found.length === 1 ? last : `${found.slice(0, -1).join(", ")} and ${last}`}`;
}

function okWords({ read, sameAs, value }: Extract<Fate, { kind: "ok" }>): string {
  if (read !== null) return readWords(read);
  if (sameAs !== null) return `gets the address of ${sameAs}`;
  return value.startsWith("0x") ? `gets ${value}` : `returns ${value}`;
}

/** What became of a call, as the rest of a sentence that begins with it. */
export function fateWords(fate: Fate): string {
  const woken = "slept" in fate && fate.slept ? "sleeps, then " : "";
  switch (fate.kind) {
    case "ok":
      return woken + okWords(fate);
    case "failed":
      return `${woken}fails with ${fate.errno}`;
    case "signal":
      return `${woken}gets ${fate.signal}`;
    case "asleep":
      return "sleeps and is never woken";
    case "never":
      return "never runs";
    case "notModelled":
      return "is not modelled";
  }
}
