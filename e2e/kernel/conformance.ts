import { PAGE_SIZE } from "#engine/addr.ts";
import type { Call } from "#engine/calls.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import { hasAnyFlag, VM_LOCKED } from "#engine/vmFlags.ts";
import { Companion, scenarioLine, type Difference } from "./compare.ts";
import { Oracle, type Built } from "./oracle.ts";
import { Random } from "./random.ts";
import { randomCall } from "./randomProgram.ts";
import { openUffd } from "./randomUffd.ts";

/** A call and who makes it: 0 is the first process, 1 its first child. */
export interface Turn {
  readonly call: Call;
  readonly by: number;
}

/** A program on which engine and kernel differ, with its lines as a scenario and what differs after the last. */
export interface Counterexample {
  readonly turns: readonly Turn[];
  readonly lines: readonly string[];
  readonly differences: readonly Difference[];
}

/** Where the process's own mappings of the subject end, and where those at the top begin. */
const OWN = { lowEnd: 0x1000_0000, highStart: 0x7fff_f7ff_7000 };
/** As many processes as the recorder shows, less one (state.c). */
const CHILDREN = 2;
const MEMFD: Call = { name: "memfd_create", args: ["a", 0n] };
const SIZE = BigInt(8 * PAGE_SIZE);

const sized = (fd: number): Call => ({ name: "ftruncate", args: [BigInt(fd), SIZE] });

const byFirst = (call: Call): Turn => ({ call, by: 0 });

type Source = (index: number, companion: Companion) => Turn | null;

/** Performs calls on kernel and engine until the source ends or the two differ. */
async function perform(
  built: Built,
  kernel: KernelProfile,
  source: Source,
): Promise<Counterexample | Turn[]> {
  const { oracle, header } = await Oracle.start(built);
  const turns: Turn[] = [];
  const lines: string[] = [];
  let index = 0;
  try {
    const companion = new Companion(header, kernel);
    for (;;) {
      const turn = source(index, companion);
      if (turn === null) return turns;
      index += 1;
      const { call, by } = turn;
      const { tids } = companion;
      const tid = tids[by];
      // A program that is being shrunk may have lost the child that made this call.
      if (tid === undefined || !companion.models(call, tid)) continue;
      const seen = await oracle.run(call, by, tids.length);
      turns.push(turn);
      lines.push(`${by === 0 ? "" : `child ${by}: `}${scenarioLine(call, seen)}`);
      const differences = companion.step(call, seen, tid);
      if (differences.length > 0) return { turns, lines, differences };
    }
  } finally {
    await oracle.stop();
  }
}

/** A random program of `length` calls from `seed`; null if engine and kernel agreed in everything. */
export async function tryProgram(
  built: Built,
  kernel: KernelProfile,
  seed: number,
  length: number,
): Promise<Counterexample | null> {
  const random = new Random(seed);
  // Every third program has a userfaultfd: what is watched behaves differently nearly everywhere.
  const watched = seed % 3 === 0;
  const start = [MEMFD, sized(3), ...(watched ? openUffd(random) : [])];
  const found = await perform(built, kernel, (index, { machine, tids }) => {
    if (index >= length) return null;
    const first = start[index];
    if (first !== undefined) return byFirst(first);
    const by = random.below(tids.length);
    const mm = machine.mms.get(machine.tasks.get(tids[by] ?? 0)?.mm ?? 0);
    if (mm === undefined) throw new Error("the process is gone");
    const locks = mm.lockedVm > 0 || hasAnyFlag(mm.defFlags, VM_LOCKED);
    const mayFork = !watched && !locks && by === 0 && tids.length <= CHILDREN;
    const alone = tids.length === 1;
    return {
      by,
      call: randomCall(random, { mm, own: OWN, memfds: [3], watched, mayFork, alone, serial: index }),
    };
  });
  return Array.isArray(found) ? null : found;
}

async function replay(
  built: Built,
  kernel: KernelProfile,
  turns: readonly Turn[],
): Promise<Counterexample | null> {
  const found = await perform(built, kernel, (index) => turns[index] ?? null);
  return Array.isArray(found) ? null : found;
}

/** Leaves out calls, ever fewer at a time, as long as what is left still differs. */
export async function shrink(
  built: Built,
  kernel: KernelProfile,
  found: Counterexample,
): Promise<Counterexample> {
  let best = found;
  for (let chunk = Math.ceil(best.turns.length / 2); chunk >= 1; chunk = Math.floor(chunk / 2)) {
    for (let at = best.turns.length - chunk; at >= 0; at -= chunk) {
      const fewer = best.turns.filter((_, index) => index < at || index >= at + chunk);
      const still = await replay(built, kernel, fewer);
      if (still !== null) best = still;
      at = Math.min(at, best.turns.length);
    }
  }
  return best;
}
