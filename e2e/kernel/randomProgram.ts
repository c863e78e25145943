import { PAGE_SIZE } from "#engine/addr.ts";
import type { Call } from "#engine/calls.ts";
import { MADV, MAP, MCL, MLOCK, MREMAP, PROT, RLIMIT } from "#engine/constants.ts";
import type { Mm } from "#engine/machine.ts";
import { placesOf, someAddress, someLength, type Places } from "./places.ts";
import type { Random } from "./random.ts";
import { randomIoctl } from "./randomUffd.ts";

const RW = PROT.values.PROT_READ | PROT.values.PROT_WRITE;
/** RLIMIT_MEMLOCK of the subject, as workers.c sets it. */
const MEMLOCK = 8 * 1024 * 1024;
const PROTECTIONS: readonly [bigint, ...bigint[]] = [
  RW,
  RW,
  RW,
  PROT.values.PROT_READ,
  PROT.values.PROT_NONE,
  RW | PROT.values.PROT_EXEC,
];
const ADVICE: readonly [bigint, ...bigint[]] = [
  MADV.values.MADV_DONTNEED,
  MADV.values.MADV_DONTNEED,
  MADV.values.MADV_FREE,
  MADV.values.MADV_DONTFORK,
  MADV.values.MADV_DOFORK,
  MADV.values.MADV_WIPEONFORK,
  MADV.values.MADV_KEEPONFORK,
  MADV.values.MADV_DONTDUMP,
  MADV.values.MADV_DODUMP,
  MADV.values.MADV_NOHUGEPAGE,
  MADV.values.MADV_RANDOM,
  MADV.values.MADV_NORMAL,
  MADV.values.MADV_POPULATE_READ,
  MADV.values.MADV_POPULATE_WRITE,
  MADV.values.MADV_GUARD_INSTALL,
  MADV.values.MADV_GUARD_REMOVE,
];

/** What a random program needs to know of the process before its next call. */
export interface Knowledge {
  readonly mm: Mm;
  /** The process's own mappings end below and start above. */
  readonly own: { readonly lowEnd: number; readonly highStart: number };
  /** Descriptors of memfds. */
  readonly memfds: readonly number[];
  /** Whether the program has a userfaultfd. */
  readonly watched: boolean;
  /** Whether this process may fork now. */
  readonly mayFork: boolean;
  /**
   * Whether it is the only process. With others, limits are left alone: one process's on Linux, the whole machine's in
   * the engine.
   */
  readonly alone: boolean;
  /** Grows by one a call, so that every store leaves another number. */
  readonly serial: number;
}

type Maker = (places: Places, random: Random, knowledge: Knowledge) => Call;

const call = (name: string, ...args: readonly (number | bigint)[]): Call => ({
  name,
  args: args.map((arg) => BigInt(arg)),
});

function mapFlags(random: Random): bigint {
  const { values } = MAP;
  const where = random.weighted([
    [5, values.MAP_FIXED],
    [2, 0n],
    [1, values.MAP_FIXED_NOREPLACE],
  ]);
  const extra = random.weighted([
    [12, 0n],
    [1, values.MAP_NORESERVE],
    [1, values.MAP_POPULATE],
    [0.5, values.MAP_LOCKED],
    [0.3, values.MAP_GROWSDOWN],
    [0.5, values.MAP_STACK],
  ]);
  return where | extra;
}

const makeMap: Maker = (places, random, { memfds }) => {
  const addr = someAddress(places, random);
  const length = (1 + random.below(8)) * PAGE_SIZE;
  const fd = memfds[random.below(memfds.length * 2)];
  const shared = random.chance(0.25) ? MAP.values.MAP_SHARED : MAP.values.MAP_PRIVATE;
  const flags = mapFlags(random) | shared;
  const prot = random.pick(PROTECTIONS);
  if (fd !== undefined) return call("mmap", addr, length, prot, flags, fd, random.below(4) * PAGE_SIZE);
  return call("mmap", addr, length, prot, flags | MAP.values.MAP_ANONYMOUS, -1, 0);
};

const makeRemap: Maker = (places, random) => {
  const addr = someAddress(places, random);
  const old = someLength(places, addr, random);
  const length = random.chance(0.6) ? old : someLength(places, addr, random);
  const { MREMAP_MAYMOVE: may, MREMAP_FIXED: fixed, MREMAP_DONTUNMAP: keep } = MREMAP.values;
  const flags = random.weighted([
    [2, 0n],
    [3, may],
    [5, may | fixed],
    [2, may | keep],
    [4, may | fixed | keep],
    [0.3, fixed],
    [0.3, keep],
    [0.1, 8n],
  ]);
  return call("mremap", addr, random.chance(0.03) ? 0 : old, length, flags, someAddress(places, random));
};

const ranged =
  (name: string): Maker =>
  (places, random) => {
    const addr = someAddress(places, random);
    return call(name, addr, someLength(places, addr, random));
  };

const makeProtect: Maker = (places, random) => {
  const addr = someAddress(places, random);
  return call("mprotect", addr, someLength(places, addr, random), random.pick(PROTECTIONS));
};

const makeAdvice: Maker = (places, random) => {
  const addr = someAddress(places, random);
  const advice = random.pick(ADVICE);
  const length = someLength(places, addr, random);
  return call("madvise", addr, length, advice);
};

const makeLock2: Maker = (places, random) => {
  const addr = someAddress(places, random);
  return call("mlock2", addr, someLength(places, addr, random), MLOCK.values.MLOCK_ONFAULT);
};

/** How much to touch from `addr` on: up to 16 pages, and nothing of the process's own mappings above. */
function touchLength(places: Places, addr: number, random: Random, { own }: Knowledge): number {
  const room = Math.max(0, own.highStart - addr);
  return Math.min(16 * PAGE_SIZE, room, someLength(places, addr, random));
}

const makeStore: Maker = (places, random, knowledge) => {
  const addr = someAddress(places, random);
  return call("store", addr, touchLength(places, addr, random, knowledge), 0xa000 + knowledge.serial);
};

const makeLoad: Maker = (places, random, knowledge) => {
  const addr = someAddress(places, random);
  return call("load", addr, touchLength(places, addr, random, knowledge));
};

const makeLockAll: Maker = (_places, random) =>
  call("mlockall", random.pick([MCL.values.MCL_CURRENT, MCL.values.MCL_FUTURE, MCL.values.MCL_ONFAULT]));

const UNLIMITED = 0xffff_ffff_ffff_ffffn;

/** A limit near what is in use, so that some of the next calls fit and some do not; half the time it is lifted again. */
const makeLimit: Maker = (_places, random, { mm }) => {
  const { RLIMIT_AS, RLIMIT_DATA, RLIMIT_MEMLOCK } = RLIMIT.values;
  const [resource, used] = random.pick([
    [RLIMIT_AS, mm.totalVm],
    [RLIMIT_DATA, mm.dataVm],
    [RLIMIT_MEMLOCK, mm.lockedVm],
  ]);
  // The hard limit stays: only a privileged process can raise it again.
  const hard = resource === RLIMIT_MEMLOCK ? BigInt(MEMLOCK) : UNLIMITED;
  const near = BigInt(Math.max(0, (used + random.below(24) - 4) * PAGE_SIZE + random.below(3) * 100));
  const soft = random.chance(0.5) ? hard : near;
  return { name: "prlimit64", args: [0n, resource, { rlim_cur: soft, rlim_max: hard }, 0n] };
};

/** What only the one process of a machine does. */
const ALONE_MAKERS: typeof MAKERS = [[0.8, makeLimit]];

const MAKERS: readonly (readonly [number, Maker])[] = [
  [14, makeMap],
  [26, makeRemap],
  [6, ranged("munmap")],
  [8, makeProtect],
  [16, makeStore],
  [6, makeLoad],
  [6, makeAdvice],
  [2, ranged("mlock")],
  [2, ranged("munlock")],
  [1, makeLock2],
  [0.2, makeLockAll],
  [0.6, () => call("munlockall")],
  [0.5, (_places, random, { memfds }) => call("ftruncate", memfds[0] ?? 999, random.below(10) * 3000)],
];

const FORK_MAKERS: typeof MAKERS = [[3, () => call("fork")]];
const WATCHED_MAKERS: typeof MAKERS = [[14, randomIoctl]];

/** Whether a range of the call touches the process's own mappings at the top: vdso and data pages hold what is not modelled. */
function reachesOwn({ name, args }: Call, { own }: Knowledge): boolean {
  const ranges = name === "mremap" ? [args.slice(0, 2), [args[4], args[2]]] : [args.slice(0, 2)];
  return ranges.some(([addr, length]) => Number(addr) + Number(length) > own.highStart);
}

const makersFor = ({ watched, mayFork, alone }: Knowledge): typeof MAKERS => [
  ...MAKERS,
  ...(alone ? ALONE_MAKERS : []),
  ...(watched ? WATCHED_MAKERS : []),
  ...(mayFork ? FORK_MAKERS : []),
];

/** The next call of a random program. It knows the state, so that addresses hit edges, holes and overlaps. */
export function randomCall(random: Random, knowledge: Knowledge): Call {
  const places = placesOf(knowledge.mm, knowledge.own);
  const makers = makersFor(knowledge);
  const next = random.weighted(makers)(places, random, knowledge);
  return reachesOwn(next, knowledge) ? randomCall(random, knowledge) : next;
}
