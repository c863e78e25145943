/** The search finds what the scenarios tell, the window and the reads of zero, and proves that both can be closed. */
import { describe, expect, test } from "vitest";
import { scenariosById } from "#scenarios/library.ts";
import { planOf } from "#timeline/interleavePlan.ts";
import { OrderSearch } from "#timeline/interleaveSearch.ts";
import { OrderOutcomes } from "./orderOutcomes.ts";
import type { Fate, OrderOutcome } from "./orderOutcomes.ts";

interface Searched {
  /** How many orders there are; all of them have run. */
  readonly orders: number;
  readonly outcomes: readonly OrderOutcome[];
  /** The fate of a thread's call in each outcome. */
  readonly fates: (thread: string, nth: number) => readonly (Fate | undefined)[];
}

const searched = (text: string, kernel: string | null = null, setUp?: number): Searched => {
  const plan = planOf(text, setUp);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const search = OrderSearch.of(plan.value, kernel);
  if (!search.ok) throw new Error(search.error.message);
  const found = new OrderOutcomes(plan.value);
  search.value.advance(10_000, (order, run) => found.take(order, run));
  expect(search.value.finished).toBe(true);
  const lane = (thread: string) => plan.value.lanes.findIndex((each) => each.thread === thread);
  return {
    orders: search.value.done,
    outcomes: found.all,
    fates: (thread, nth) => found.all.map(({ fates }) => fates[lane(thread)]?.[nth]),
  };
};

const programOf = (id: string): string => scenariosById.get(id)?.program ?? "";

const sameAs = (name: string) => ({ kind: "ok", sameAs: name });

describe("the window of the Android collector", () => {
  test("is found without the flag: the other thread gets the heap, and the collector comes too late", () => {
    const { orders, outcomes, fates } = searched(programOf("window"));
    expect(orders).toBe(6);
    const others = fates("native", 0);
    const stolen = outcomes.filter((_, each) => {
      const fate = others[each];
      return fate?.kind === "ok" && fate.sameAs === "heap";
    });
    expect(stolen.map(({ count }) => count)).toEqual([2]);
    expect(stolen[0]).toMatchObject({
      fates: [
        [{}, { kind: "failed", errno: "EEXIST" }],
        [sameAs("heap"), {}],
      ],
    });
  });

  test.each(["5.10", "6.12", "6.18"])("is in no order with the flag on %s", (kernel) => {
    const { orders, fates } = searched(programOf("window-closed"), kernel);
    expect(orders).toBe(6);
    expect(fates("native", 0).every((fate) => fate?.kind === "ok" && fate.sameAs !== "heap")).toBe(true);
    expect(fates("gc", 0).every((fate) => fate?.kind === "ok")).toBe(true);
    expect(fates("native", 1).every((fate) => fate?.kind === "ok")).toBe(true);
  });
});

const reads = (fates: readonly (Fate | undefined)[]): ReadonlySet<string | undefined> =>
  new Set(fates.map((fate) => (fate?.kind === "ok" ? (fate.read ?? "") : fate?.kind)));

describe("reads of zero", () => {
  test("are found where the heap moves with the flag and nobody watches", () => {
    // Both heaps have been filled when the orders part: the collector's first four calls.
    const { orders, fates } = searched(programOf("zeros-not-crashes"), null, 4);
    expect(orders).toBe(12);
    expect(reads(fates("reader", 0))).toEqual(new Set(["A", "signal"]));
    expect(reads(fates("other", 0))).toEqual(new Set(["B", "z"]));
  });

  test.each(["5.10", "6.18"])(
    "are in no order once the range is registered with userfaultfd, on %s",
    (kernel) => {
      const { orders, outcomes, fates } = searched(programOf("watch-stays"), kernel);
      expect(orders).toBe(3);
      expect(outcomes.map(({ count }) => count)).toEqual([2, 1]);
      expect(reads(fates("reader", 0))).toEqual(new Set(["A", "asleep"]));
    },
  );

  const COLLECTOR = `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
`;
  const REGISTER =
    "ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=2*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})\n";
  const AWAY =
    "thread gc: from = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x20000000)\n";
  const REST = `thread gc: ioctl(uffd, UFFDIO_COPY, {dst=heap, src=from, len=2*PAGE, mode=0})
thread app: load(heap, PAGE)
thread app: load(heap + PAGE, PAGE)
thread native: load(heap, PAGE)
`;
  test("are between the move and the registration, where threads run in between", () => {
    const { orders, fates } = searched(`${COLLECTOR}${AWAY}thread gc: ${REGISTER}${REST}`);
    // Three calls of the collector, two of the app and one of a native thread: 6! / (3! 2! 1!).
    expect(orders).toBe(60);
    expect(reads(fates("app", 0))).toContain("z");
    expect(reads(fates("native", 0))).toContain("z");
  });

  test("are gone where the range is registered first: every read is of the old data, at once or after a sleep", () => {
    const { orders, fates } = searched(`${COLLECTOR}${REGISTER}${AWAY}${REST}`);
    // 5! / (2! 2! 1!)
    expect(orders).toBe(30);
    for (const [thread, nth] of [
      ["app", 0],
      ["app", 1],
      ["native", 0],
    ] as const) {
      expect(reads(fates(thread, nth))).toEqual(new Set(["A"]));
    }
  });
});
