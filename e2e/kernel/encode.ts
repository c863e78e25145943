import type { ArgValue, Call, StructValue } from "#engine/calls.ts";

/** System call numbers of x86-64; the negative ones are the subject's own (protocol.h). */
const NUMBERS: ReadonlyMap<string, bigint> = new Map(
  Object.entries({
    read: 0n,
    write: 1n,
    close: 3n,
    mmap: 9n,
    mprotect: 10n,
    munmap: 11n,
    brk: 12n,
    ioctl: 16n,
    pread64: 17n,
    pwrite64: 18n,
    mremap: 25n,
    msync: 26n,
    madvise: 28n,
    fork: 57n,
    ftruncate: 77n,
    mlock: 149n,
    munlock: 150n,
    mlockall: 151n,
    munlockall: 152n,
    remap_file_pages: 216n,
    fallocate: 285n,
    prlimit64: 302n,
    memfd_create: 319n,
    userfaultfd: 323n,
    mlock2: 325n,
    mseal: 462n,
    store: -1n,
    load: -2n,
  }),
);

/** The words of a structure in memory, in the order in which its members are written. */
function wordsOf(value: StructValue): bigint[] {
  return Object.values(value).flatMap((member) => (typeof member === "bigint" ? [member] : wordsOf(member)));
}

const hex = (value: bigint): string => BigInt.asUintN(64, value).toString(16);

interface Encoding {
  readonly args: bigint[];
  pointers: bigint;
  words: bigint[];
  text: string | null;
}

function addArgument(encoding: Encoding, value: ArgValue, index: number): void {
  if (typeof value === "bigint") {
    encoding.args.push(value);
    return;
  }
  encoding.args.push(0n);
  if (typeof value === "string") {
    encoding.pointers += 1n << BigInt(8 + index);
    encoding.text = value;
    return;
  }
  encoding.pointers += 1n << BigInt(index);
  encoding.words = wordsOf(value);
}

/**
 * The line that makes the recorder perform a call (recorder.c); null if the oracle does not know the call.
 * @param worker who performs it: 0 is the main thread
 * @param child for fork: which worker the child becomes
 */
export function encodeCall(call: Call, worker = 0, child = 0): string | null {
  const number = NUMBERS.get(call.name);
  if (number === undefined) return null;
  const encoding: Encoding = { args: [], pointers: 0n, words: [], text: null };
  call.args.forEach((value, index) => addArgument(encoding, value, index));
  if (call.name === "fork") encoding.args.push(BigInt(child));
  while (encoding.args.length < 6) encoding.args.push(0n);
  const numbers = [number, ...encoding.args, encoding.pointers, ...encoding.words].map(hex);
  return `@${worker} ${numbers.join(" ")}` + (encoding.text === null ? "" : ` =${encoding.text}`);
}
