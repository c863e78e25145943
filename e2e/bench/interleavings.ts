import { OrderOutcomes } from "#teach/orderOutcomes.ts";
import { planOf } from "#timeline/interleavePlan.ts";
import { OrderSearch } from "#timeline/interleaveSearch.ts";

/** A collector, the app's thread and a native thread: 12! / (4! 4! 4!) = 34,650 orders. */
const PROGRAM = `heap = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(heap, 8*PAGE, 'A')
thread gc:
mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x50000000)
store(heap, PAGE, 'B')
madvise(heap + PAGE, 4*PAGE, MADV_DONTNEED)
munmap(0x50000000, 8*PAGE)
thread app:
load(heap, PAGE)
store(heap + 2*PAGE, PAGE, 'C')
load(heap + 2*PAGE, PAGE)
mprotect(heap + 4*PAGE, PAGE, PROT_READ)
thread native:
other = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(other, 8*PAGE, 'N')
load(other, PAGE)
munmap(other, 8*PAGE)
`;

export interface OrderFigures {
  readonly orders: number;
  readonly perSecond: number;
  readonly outcomes: number;
}

const ROUNDS = 3;

/** Every order of a program of twelve calls in three threads, run and told apart: the best of several rounds. */
export function orderFigures(): OrderFigures {
  const plan = planOf(PROGRAM);
  if (!plan.ok) throw new Error("the program of the benchmark has an error");
  let best: OrderFigures = { orders: 0, perSecond: 0, outcomes: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const search = OrderSearch.of(plan.value, null);
    if (!search.ok) throw new Error(search.error.message);
    const outcomes = new OrderOutcomes(plan.value);
    const start = process.hrtime.bigint();
    search.value.advance(Infinity, (order, run) => outcomes.take(order, run));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const perSecond = search.value.done / seconds;
    if (perSecond > best.perSecond) {
      best = { orders: search.value.done, perSecond, outcomes: outcomes.count };
    }
  }
  return best;
}
