import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { planOf, textInOrder } from "./interleavePlan.ts";
import type { InterleavePlan, Order } from "./interleavePlan.ts";
import { multinomial } from "./interleaveRules.ts";
import { OrderSearch } from "./interleaveSearch.ts";
import { runProgram } from "./runProgram.ts";
import type { Timeline } from "./timeline.ts";

const planFor = (text: string, setUp?: number): InterleavePlan => {
  const plan = planOf(text, setUp);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
};

interface Found {
  readonly search: OrderSearch;
  readonly runs: readonly (readonly [Order, Timeline])[];
}

const searched = (plan: InterleavePlan): Found => {
  const search = OrderSearch.of(plan, null);
  if (!search.ok) throw new Error(search.error.message);
  const runs: [Order, Timeline][] = [];
  search.value.advance(100_000, (order, run) => runs.push([order, run]));
  return { search: search.value, runs };
};

/** What a run came to, whatever lines its calls stand in. */
const told = ({ steps, stopped }: Timeline) => ({
  steps: steps.map(({ thread, text, result, names }) => ({ thread, text, result, names })),
  stopped: stopped?.message,
  end: steps.at(-1)?.after,
});

const plain = (text: string): Timeline => {
  const { program, diagnostics } = parseScenario(text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return runProgram(program, { watch: false });
};

const HEAD = `kernel 6.18
heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
`;

const CALLS = [
  "load(heap, 2*PAGE)",
  "store(heap + PAGE, PAGE, 'B')",
  "mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x20000000)",
  "mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x30000000)",
  "ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})",
  "ioctl(uffd, UFFDIO_ZEROPAGE, {range={start=heap, len=4*PAGE}, mode=0})",
  "ioctl(uffd, UFFDIO_UNREGISTER, {start=heap, len=4*PAGE})",
  "munmap(heap + PAGE, PAGE)",
  "mmap(NULL, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
  "madvise(heap, 2*PAGE, MADV_DONTNEED)",
] as const;

const threads = fc
  .array(fc.array(fc.constantFrom(...CALLS), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 })
  .filter((lanes) => lanes.flat().length <= 6);

const written = (lanes: readonly (readonly string[])[]): string =>
  HEAD + lanes.map((calls, lane) => `thread t${lane}:\n${calls.join("\n")}\n`).join("");

describe("orders of a program", () => {
  test("are distinct, keep each thread's own order, and are as many as the multinomial says", () => {
    fc.assert(
      fc.property(threads, (lanes) => {
        const plan = planFor(written(lanes));
        const lengths = lanes.map((calls) => calls.length);
        const { search, runs } = searched(plan);
        expect(BigInt(runs.length)).toBe(multinomial(lengths));
        expect(search.rules.count()).toBe(multinomial(lengths));
        expect(search.finished).toBe(true);
        expect(new Set(runs.map(([order]) => order.join())).size).toBe(runs.length);
        for (const [order] of runs) {
          const counts = lengths.map((_, lane) => order.filter((each) => each === lane).length);
          expect(counts).toEqual(lengths);
        }
      }),
      { numRuns: 15 },
    );
  });

  test("each comes to what a plain run of its text comes to", () => {
    fc.assert(
      fc.property(threads, (lanes) => {
        const plan = planFor(written(lanes));
        for (const [order, run] of searched(plan).runs) {
          expect(told(run)).toEqual(told(plain(textInOrder(plan, order))));
        }
      }),
      { numRuns: 15 },
    );
  });

  test("the same calls in the written order are the same program", () => {
    const plan = planFor(written([[CALLS[0], CALLS[2]], [CALLS[1]]]));
    const text = textInOrder(plan, plan.written);
    expect(text).toBe(`${HEAD}thread t0: ${CALLS[0]}\nthread t0: ${CALLS[2]}\nthread t1: ${CALLS[1]}\n`);
    expect(textInOrder(planFor(text), plan.written)).toBe(text);
  });
});

describe("what a call speaks of", () => {
  const text = `heap = mmap(NULL, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
# the thief
thread one: other = mmap(NULL, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
thread one: munmap(heap, PAGE)
thread two: store(other, PAGE, 'B') # late
size = 2*PAGE
thread two: munmap(other, size)
expect maps other, PAGE, none
# the end
`;

  test("has a value first", () => {
    const { search, runs } = searched(planFor(text));
    expect(search.rules.count()).toBe(3n);
    expect(runs.map(([order]) => order.join(""))).toEqual(["0011", "0101", "0110"]);
  });

  test("comments, names and expectations go along with their call", () => {
    const plan = planFor(text);
    expect(textInOrder(plan, plan.written)).toBe(text);
    expect(textInOrder(plan, [0, 1, 1, 0]))
      .toBe(`heap = mmap(NULL, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
# the thief
thread one: other = mmap(NULL, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
thread two: store(other, PAGE, 'B') # late
size = 2*PAGE
thread two: munmap(other, size)
expect maps other, PAGE, none
thread one: munmap(heap, PAGE)
# the end
`);
  });

  test("an error is told instead of a plan", () => {
    expect(planOf("load(\n")).toMatchObject({ ok: false, error: { severity: "error" } });
    expect(planOf(`thread a: load(0x1000, PAGE)\n`.repeat(70))).toEqual({ ok: false, error: "too-long" });
  });

  test("a child of fork does nothing before it is there", () => {
    const plan = planFor(`child = fork()\nthread child: load(0x1000, PAGE)\nload(0x2000, PAGE)\n`, 0);
    expect(searched(plan).runs.map(([order]) => order.join(""))).toEqual(["001", "010"]);
  });
});
