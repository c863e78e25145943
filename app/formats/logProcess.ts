/** What single calls of a log say of descriptors, threads and processes. */

/** An open file as the log shows it. */
export interface LogFile {
  readonly path: string;
  readonly readable: boolean;
  readonly writable: boolean;
}

const OPENS = /^(?:openat|openat2|open|creat)\(/;
const DUPLICATES = /^(?:dup|dup2|dup3|fcntl)\((\d+)/;

/** The file that a call opened; null if it opened none. */
export function openedBy(line: string): LogFile | null {
  if (!OPENS.test(line)) return null;
  const path = /"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? "";
  const both = /\bO_RDWR\b/.test(line);
  const writeOnly = /\bO_WRONLY\b/.test(line) || line.startsWith("creat(");
  return { path, readable: !writeOnly, writable: both || writeOnly };
}

/** The descriptor that a call made a second name for; null if it made none. */
export function duplicatedBy(line: string): number | null {
  if (line.startsWith("fcntl(") && !/\bF_DUPFD/.test(line)) return null;
  const old = DUPLICATES.exec(line)?.[1];
  return old === undefined ? null : Number(old);
}

/** The descriptor that a call closes; null if it is another call. */
export function closedBy(line: string): number | null {
  const fd = /^close\((\d+)\)/.exec(line)?.[1];
  return fd === undefined ? null : Number(fd);
}

/** The descriptors that a call of close_range has closed; null if it closed none now. */
export function closedRangeOf(line: string): { readonly first: number; readonly last: number } | null {
  const found = /^close_range\((\d+), (\d+|~0U?), (.*)\)\s+= 0$/.exec(line);
  const [, first, last = "", flags = ""] = found ?? [];
  if (first === undefined || /CLOSE_RANGE_CLOEXEC|^0x[4-7]$/.test(flags)) return null;
  return { first: Number(first), last: last.startsWith("~") ? Number.POSITIVE_INFINITY : Number(last) };
}

const CLONE_VM = 0x100;
const CLONE_THREAD = 0x10000;
const hasFlag = (flags: number, flag: number): boolean => Math.floor(flags / flag) % 2 === 1;

/** How a new thread or process shares memory with its maker; null if the call makes none. */
export function madeBy(name: string, line: string): "thread" | "sharing" | "copy" | null {
  if (name === "fork") return "copy";
  if (name === "vfork") return "sharing";
  if (name !== "clone" && name !== "clone3") return null;
  // -X raw and -X verbose print the flags as a number.
  const flags = Number(/\bflags=(0x[0-9a-f]+)/.exec(line)?.[1] ?? 0);
  if (/\bCLONE_THREAD\b/.test(line) || hasFlag(flags, CLONE_THREAD)) return "thread";
  return /\bCLONE_VM\b/.test(line) || hasFlag(flags, CLONE_VM) ? "sharing" : "copy";
}
