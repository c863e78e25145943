import { PAGE_SIZE } from "#engine/addr.ts";
import type { Call } from "#engine/calls.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import { Companion, scenarioLine, type Difference } from "./compare.ts";
import { Oracle, type Built } from "./oracle.ts";
import { Random } from "./random.ts";
import { randomCall } from "./randomProgram.ts";
import { openUffd } from "./randomUffd.ts";

/** A program on which engine and kernel differ, with its lines as a scenario and what differs after the last. */
export interface Counterexample {
  readonly calls: readonly Call[];
  readonly lines: readonly string[];
  readonly differences: readonly Difference[];
}

/** Where the process's own mappings of the subject end, and where those at the top begin. */
const OWN = { lowEnd: 0x1000_0000, highStart: 0x7fff_f7ff_7000 };
const MEMFD: Call = { name: "memfd_create", args: ["a", 0n] };
const SIZE = BigInt(8 * PAGE_SIZE);

const sized = (fd: number): Call => ({ name: "ftruncate", args: [BigInt(fd), SIZE] });

type Source = (index: number, companion: Companion) => Call | null;

/** Performs calls on kernel and engine until the source ends or the two differ. */
async function perform(
  built: Built,
  kernel: KernelProfile,
  source: Source,
): Promise<Counterexample | Call[]> {
  const { oracle, header } = await Oracle.start(built);
  const calls: Call[] = [];
  const lines: string[] = [];
  let index = 0;
  try {
    const companion = new Companion(header, kernel);
    for (;;) {
      const call = source(index, companion);
      if (call === null) return calls;
      index += 1;
      if (!companion.models(call)) continue;
      const seen = await oracle.run(call);
      calls.push(call);
      lines.push(scenarioLine(call, seen));
      const differences = companion.step(call, seen);
      if (differences.length > 0) return { calls, lines, differences };
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
  const found = await perform(built, kernel, (index, { machine }) => {
    if (index >= length) return null;
    const first = start[index];
    if (first !== undefined) return first;
    const mm = machine.mms.get(1);
    if (mm === undefined) throw new Error("the process is gone");
    return randomCall(random, { mm, own: OWN, memfds: [3], watched, serial: index });
  });
  return Array.isArray(found) ? null : found;
}

async function replay(
  built: Built,
  kernel: KernelProfile,
  calls: readonly Call[],
): Promise<Counterexample | null> {
  const found = await perform(built, kernel, (index) => calls[index] ?? null);
  return Array.isArray(found) ? null : found;
}

/** Leaves out calls, ever fewer at a time, as long as what is left still differs. */
export async function shrink(
  built: Built,
  kernel: KernelProfile,
  found: Counterexample,
): Promise<Counterexample> {
  let best = found;
  for (let chunk = Math.ceil(best.calls.length / 2); chunk >= 1; chunk = Math.floor(chunk / 2)) {
    for (let at = best.calls.length - chunk; at >= 0; at -= chunk) {
      const fewer = best.calls.filter((_, index) => index < at || index >= at + chunk);
      const still = await replay(built, kernel, fewer);
      if (still !== null) best = still;
      at = Math.min(at, best.calls.length);
    }
  }
  return best;
}
