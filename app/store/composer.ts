import { PAGE_SIZE, hex } from "#engine/addr.ts";
import type { ArgValue, Call } from "#engine/calls.ts";
import type { Machine, Mm, Tid } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { machineAt } from "./cursor.ts";
import type { ComposerDraft, RemapFlag } from "./types.ts";

export const REMAP_FLAGS: readonly (readonly [flag: RemapFlag, bit: number])[] = [
  ["MREMAP_MAYMOVE", 1],
  ["MREMAP_FIXED", 2],
  ["MREMAP_DONTUNMAP", 4],
];

export const bitOf = (flag: RemapFlag): number => REMAP_FLAGS.find(([name]) => name === flag)?.[1] ?? 0;
/** The flags argument is a sum of powers of two; sums, not bitwise operators, keep it readable. */
export const hasBit = (flags: number, bit: number): boolean => Math.floor(flags / bit) % 2 === 1;
export const toggleBit = (flags: number, bit: number): number =>
  hasBit(flags, bit) ? flags - bit : flags + bit;

/** The call that the composer shows, and the machine that it would run on. */
export interface Composed {
  /** Index of the call that it replaces or is put before; the number of calls when it goes at the end. */
  readonly at: number;
  readonly replaces: Step | null;
  readonly machine: Machine;
  readonly thread: string;
  readonly draft: ComposerDraft;
  readonly call: Call;
  readonly names: ReadonlyMap<string, bigint>;
}

const isRemap = (step: Step | undefined): step is Step => step?.call.name === "mremap";

/**
 * Which mremap of the program the reader means: the one in progress or next, else the one just done, else the
 * next or last there is. None: a call of its own at the cursor.
 */
const remapNear = ({ steps }: Timeline, cursor: number): Step | null => {
  const here = steps[cursor];
  if (isRemap(here)) return here;
  const done = steps[cursor - 1];
  if (isRemap(done)) return done;
  return steps.slice(cursor).find(isRemap) ?? steps.slice(0, cursor).findLast(isRemap) ?? null;
};

const numberOf = (arg: ArgValue | undefined): bigint => (typeof arg === "bigint" ? arg : 0n);

const draftOfCall = (call: Call): ComposerDraft => {
  const [oldAddress, oldSize, newSize, flags, newAddress] = call.args.map(numberOf);
  return {
    oldAddress: oldAddress ?? 0n,
    oldSize: oldSize ?? 0n,
    newSize: newSize ?? 0n,
    flags: Number(flags ?? 0n),
    newAddress: newAddress ?? 0n,
    hasNewAddress: (newAddress ?? 0n) !== 0n,
  };
};

export const mmOf = (machine: Machine, tid?: Tid): Mm | null => {
  const task = tid === undefined ? [...machine.tasks.values()][0] : machine.tasks.get(tid);
  return (task && machine.mms.get(task.mm)) ?? null;
};

/** The mapping that a first call would be about: the largest anonymous one that a variable points to. */
const likelyVma = (machine: Machine, names: ReadonlyMap<string, bigint>): Vma | null => {
  const vmas = mmOf(machine)?.vmas;
  let best: Vma | null = null;
  for (const address of names.values()) {
    const vma = vmas?.at(Number(address))?.value;
    if (vma === undefined || vma.file !== null || vma.special !== null) continue;
    if (best === null || vma.end - vma.start > best.end - best.start) best = vma;
  }
  return best;
};

/** A move of the whole mapping to wherever the kernel likes. */
export const draftOfVma = (vma: Vma, draft?: ComposerDraft): ComposerDraft => {
  const size = BigInt(vma.end - vma.start);
  return {
    oldAddress: BigInt(vma.start),
    oldSize: size,
    newSize: size,
    flags: draft?.flags ?? 1,
    newAddress: draft?.newAddress ?? 0n,
    hasNewAddress: draft?.hasNewAddress ?? false,
  };
};

const NOTHING: ComposerDraft = {
  oldAddress: 0n,
  oldSize: BigInt(PAGE_SIZE),
  newSize: BigInt(PAGE_SIZE),
  flags: 1,
  newAddress: 0n,
  hasNewAddress: false,
};

export const callOf = (draft: ComposerDraft): Call => ({
  name: "mremap",
  args: [
    draft.oldAddress,
    draft.oldSize,
    draft.newSize,
    BigInt(draft.flags),
    draft.hasNewAddress ? draft.newAddress : 0n,
  ],
});

/** Where the search for a free place begins, and how far apart its tries are. */
const FREE_FROM = 0x5000_0000;
const FREE_STEP = 0x1000_0000;

/** An easily read address where `size` bytes are free; what MREMAP_FIXED gets when none was given. */
export const freePlace = (machine: Machine, size: number): bigint => {
  const vmas = mmOf(machine)?.vmas;
  let address = FREE_FROM;
  while ((vmas?.firstEndingAfter(address)?.start ?? Infinity) < address + size) address += FREE_STEP;
  return BigInt(address);
};

/** The draft with other flags. MREMAP_FIXED is about the fifth argument, so choosing it writes one out. */
export const withFlags = (draft: ComposerDraft, flags: number, machine: Machine): ComposerDraft => {
  if (draft.hasNewAddress || !hasBit(flags, bitOf("MREMAP_FIXED"))) return { ...draft, flags };
  const newAddress = draft.newAddress === 0n ? freePlace(machine, Number(draft.newSize)) : draft.newAddress;
  return { ...draft, flags, newAddress, hasNewAddress: true };
};

const namesBefore = (timeline: Timeline, at: number): ReadonlyMap<string, bigint> =>
  timeline.steps[at - 1]?.names ?? new Map();

const threadAt = (timeline: Timeline, at: number): string =>
  timeline.steps[at]?.thread ?? timeline.steps.at(-1)?.thread ?? "main";

/** The composed call when `done` calls are finished: the reader's draft, or the program's call when nothing was changed. */
export const compose = (timeline: Timeline, done: number, draft: ComposerDraft | null): Composed => {
  const step = remapNear(timeline, done);
  const at = step?.index ?? done;
  const machine = machineAt(timeline, at);
  const names = namesBefore(timeline, at);
  const vma = step === null ? likelyVma(machine, names) : null;
  const shown = draft ?? (step ? draftOfCall(step.call) : vma ? draftOfVma(vma) : NOTHING);
  return {
    at,
    replaces: step,
    machine,
    thread: threadAt(timeline, at),
    draft: shown,
    call: callOf(shown),
    names,
  };
};

/** A length as a program says it: pages where it is whole pages. */
export const sizeText = (bytes: bigint): string => {
  const page = BigInt(PAGE_SIZE);
  if (bytes === 0n || bytes % page !== 0n) return bytes.toString();
  return bytes === page ? "PAGE" : `${bytes / page}*PAGE`;
};

/** An address by the nearest variable at or below it, within its mapping's reach (1 GiB), else in hexadecimal. */
export const addressText = (address: bigint, names: ReadonlyMap<string, bigint>): string => {
  let best: { name: string; offset: bigint } | null = null;
  for (const [name, value] of names) {
    const offset = address - value;
    if (
      value < BigInt(PAGE_SIZE) ||
      offset < 0n ||
      offset > 0x4000_0000n ||
      offset % BigInt(PAGE_SIZE) !== 0n
    )
      continue;
    if (best === null || offset < best.offset) best = { name, offset };
  }
  if (best === null) return address === 0n ? "0" : hex(address);
  return best.offset === 0n ? best.name : `${best.name} + ${sizeText(best.offset)}`;
};

/** The flags argument in names; unknown bits follow as a number. */
const flagsText = (flags: number): string => {
  const named = REMAP_FLAGS.filter(([, bit]) => hasBit(flags, bit));
  const rest = named.reduce((sum, [, bit]) => sum - bit, flags);
  const words: string[] = named.map(([name]) => name);
  if (rest !== 0) words.push(hex(rest));
  return words.length === 0 ? "0" : words.join("|");
};

/** The call as a line of a program, without the variable that takes its result. */
export const draftText = (draft: ComposerDraft, names: ReadonlyMap<string, bigint>): string => {
  const args = [
    addressText(draft.oldAddress, names),
    sizeText(draft.oldSize),
    sizeText(draft.newSize),
    flagsText(draft.flags),
  ];
  if (draft.hasNewAddress) args.push(hex(draft.newAddress));
  return `mremap(${args.join(", ")})`;
};
