/**
 * What every call looks like: arguments with their kinds and fallbacks, kind of result, one sentence.
 * The parser, formatter, strace printer, links, composer and documentation are made from this table.
 */
import type { ArgValue } from "./calls.ts";
import { MADV, MAP, MCL, MLOCK, MREMAP, MS, PROT, RLIMIT } from "./constants.ts";
import type { ConstantSet } from "./constantSet.ts";
import { FALLOC, MFD } from "./fileConstants.ts";
import { IOVEC, RLIMIT64, UFFD_SHAPES } from "./structShapes.ts";
import type { StructShape } from "./structShapes.ts";
import { UFFD_OPEN } from "./uffdConstants.ts";
import { UFFDIO } from "./uffdRequests.ts";

export type ParamKind =
  /** Address: hexadecimal, 0 is NULL unless the interface gives a plain number (`plainZero`). */
  | { readonly kind: "addr"; readonly plainZero?: true }
  /** Length in bytes: decimal. */
  | { readonly kind: "len" }
  /** Offset in bytes: hexadecimal, 0 is 0. */
  | { readonly kind: "offset" }
  /** File descriptor or other small number: decimal, with sign. */
  | { readonly kind: "fd" }
  | { readonly kind: "int" }
  /** 64-bit content of memory: hexadecimal. */
  | { readonly kind: "value" }
  | { readonly kind: "string" }
  | { readonly kind: "set"; readonly set: ConstantSet }
  /** Pointer to a structure, or NULL. */
  | { readonly kind: "struct"; readonly shape: StructShape }
  /** Which structure it is depends on the argument before. */
  | { readonly kind: "byRequest"; readonly shapes: readonly StructShape[] };

export interface Param {
  readonly name: string;
  readonly type: ParamKind;
  /** What a left-out argument means; null if it may not be left out. */
  readonly fallback: ArgValue | null;
}

export interface Signature {
  readonly name: string;
  readonly params: readonly Param[];
  /** Addresses are printed in hexadecimal, everything else in decimal. */
  readonly result: "address" | "fd" | "count" | "status";
  /** What it does, in one sentence. */
  readonly meaning: string;
  /** Not a system call but something the program does with its memory. */
  readonly userSpace: boolean;
  /** First kernel release that has it; null if every kernel of this project has it. */
  readonly since: string | null;
}

const addr: ParamKind = { kind: "addr" };
const len: ParamKind = { kind: "len" };
const offset: ParamKind = { kind: "offset" };
const fd: ParamKind = { kind: "fd" };
const int: ParamKind = { kind: "int" };
const set = (of: ConstantSet): ParamKind => ({ kind: "set", set: of });
const struct = (shape: StructShape): ParamKind => ({ kind: "struct", shape });

const p = (name: string, type: ParamKind, fallback: ArgValue | null = null): Param => ({
  name,
  type,
  fallback,
});

const call = (
  name: string,
  result: Signature["result"],
  params: readonly Param[],
  meaning: string,
  since: string | null = null,
): Signature => ({ name, params, result, meaning, userSpace: false, since });

const access = (name: string, params: readonly Param[], meaning: string): Signature => ({
  name,
  params,
  result: "status",
  meaning,
  userSpace: true,
  since: null,
});

const MINUS_ONE = -1n;
const ADDR_LEN = [p("addr", addr), p("len", len)];
const DEFAULT_UFFD_FLAGS = UFFD_OPEN.values.O_CLOEXEC + UFFD_OPEN.values.O_NONBLOCK;

export const SIGNATURES: readonly Signature[] = [
  call(
    "mmap",
    "address",
    [
      p("addr", addr),
      p("length", len),
      p("prot", set(PROT)),
      p("flags", set(MAP)),
      p("fd", fd, MINUS_ONE),
      p("offset", offset, 0n),
    ],
    "Makes a new mapping: anonymous memory, or a view of a file.",
  ),
  call("munmap", "status", ADDR_LEN, "Removes every mapping in the range, splitting those at its ends."),
  call("mprotect", "status", [...ADDR_LEN, p("prot", set(PROT))], "Changes what may be done with the range."),
  call(
    "mremap",
    "address",
    [
      p("old_address", addr),
      p("old_size", len),
      p("new_size", len),
      p("flags", set(MREMAP)),
      p("new_address", { kind: "addr", plainZero: true }, 0n),
    ],
    "Resizes a mapping or moves it: page-table entries are carried, no byte is copied.",
  ),
  call("madvise", "status", [...ADDR_LEN, p("advice", set(MADV))], "Tells the kernel what the range is for."),
  call("mlock", "status", ADDR_LEN, "Locks the range into memory and touches all of its pages."),
  call("mlock2", "status", [...ADDR_LEN, p("flags", set(MLOCK), 0n)], "mlock with flags."),
  call("munlock", "status", ADDR_LEN, "Takes the lock off the range."),
  call("mlockall", "status", [p("flags", set(MCL))], "Locks all mappings of now, of later, or both."),
  call("munlockall", "status", [], "Takes the lock off everything."),
  call("brk", "address", [p("addr", addr)], "Moves the end of the heap; gives the end that now holds."),
  call(
    "mseal",
    "status",
    [...ADDR_LEN, p("flags", int, 0n)],
    "Seals the range: it can no longer be moved, resized, unmapped or protected.",
    "6.10",
  ),
  call("msync", "status", [...ADDR_LEN, p("flags", set(MS))], "Writes a shared file mapping back."),
  call(
    "remap_file_pages",
    "status",
    [p("addr", addr), p("size", len), p("prot", int, 0n), p("pgoff", int), p("flags", int, 0n)],
    "Shows another part of the file in an existing shared mapping.",
  ),
  call(
    "memfd_create",
    "fd",
    [p("name", { kind: "string" }), p("flags", set(MFD), 0n)],
    "Makes a file that lives in memory and has no path.",
  ),
  call("ftruncate", "status", [p("fd", fd), p("length", int)], "Sets the length of a file."),
  call(
    "fallocate",
    "status",
    [p("fd", fd), p("mode", set(FALLOC)), p("offset", int), p("len", int)],
    "Reserves a part of a file, or punches a hole into it.",
  ),
  call("close", "status", [p("fd", fd)], "Gives a descriptor back; mappings of the file stay."),
  call(
    "prlimit64",
    "status",
    [
      p("pid", int, 0n),
      p("resource", set(RLIMIT)),
      p("new_limit", struct(RLIMIT64)),
      p("old_limit", struct(RLIMIT64), 0n),
    ],
    "Sets or reads a limit of the process.",
  ),
  call(
    "userfaultfd",
    "fd",
    [p("flags", set(UFFD_OPEN), DEFAULT_UFFD_FLAGS)],
    "Makes a descriptor through which page faults of chosen ranges can be answered by the program.",
  ),
  call(
    "ioctl",
    "status",
    [p("fd", fd), p("request", set(UFFDIO)), p("argp", { kind: "byRequest", shapes: UFFD_SHAPES })],
    "Speaks with a userfaultfd: watch a range, answer a fault, protect pages.",
  ),
  call("fork", "count", [], "Makes a child process that shares every page until one of the two writes."),
  call("read", "count", [p("fd", fd), p("buf", addr), p("count", len)], "Reads from a file into memory."),
  call("write", "count", [p("fd", fd), p("buf", addr), p("count", len)], "Writes memory to a file."),
  call(
    "pread64",
    "count",
    [p("fd", fd), p("buf", addr), p("count", len), p("offset", int)],
    "Reads from a place in a file into memory.",
  ),
  call(
    "pwrite64",
    "count",
    [p("fd", fd), p("buf", addr), p("count", len), p("offset", int)],
    "Writes memory to a place in a file.",
  ),
  call(
    "process_vm_readv",
    "count",
    [
      p("pid", int),
      p("local_iov", struct(IOVEC)),
      p("liovcnt", int, 1n),
      p("remote_iov", struct(IOVEC)),
      p("riovcnt", int, 1n),
      p("flags", int, 0n),
    ],
    "Reads the memory of a process, its own included, through the kernel.",
  ),
  call("io_setup", "status", [p("nr_events", int), p("ctxp", addr)], "Maps the ring of asynchronous I/O."),
  access(
    "store",
    [...ADDR_LEN, p("value", { kind: "value" })],
    "The program writes a number at the start of every page of the range.",
  ),
  access(
    "load",
    [p("addr", addr), p("len", len, 1n)],
    "The program reads a byte of every page of the range.",
  ),
  access(
    "memset",
    [p("addr", addr), p("value", { kind: "value" }), p("len", len)],
    "The program fills the range with one byte.",
  ),
  access(
    "serve",
    [p("fd", fd)],
    "A monitor thread reads this userfaultfd from now on and answers every fault at once.",
  ),
  access(
    "memcpy",
    [p("dst", addr), p("src", addr), p("len", len)],
    "The program copies bytes, page after page.",
  ),
];

const byName = new Map(SIGNATURES.map((signature) => [signature.name, signature]));

export const signatureOf = (name: string): Signature | null => byName.get(name) ?? null;
