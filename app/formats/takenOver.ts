import { hasAnyBit, hasBits } from "#engine/argFlags.ts";
import type { Call, CallResult } from "#engine/calls.ts";
import { MAP, MREMAP } from "#engine/constants.ts";
import type { LoggedResult } from "./straceLog.ts";

/** What is known beside the log. */
export interface Knowledge {
  /** The mappings at the start. */
  readonly maps: boolean;
}

/** Errnos that depend on rights, limits and free memory. */
const BY_RIGHTS_OR_LIMITS = new Set(["EPERM", "EACCES", "EAGAIN", "ENOMEM"]);
/** Errnos of calls that look at single pages. */
const BY_PAGES = new Set(["EFAULT", "EEXIST", "ENOENT", "EBUSY", "EAGAIN"]);
const FD_ARGUMENT = 4;

/** Whether the engine's result is what the log has. */
export function agrees(logged: LoggedResult, result: CallResult): boolean {
  if (logged.kind === "value") {
    return result.kind === "ok" && BigInt.asUintN(64, result.value) === BigInt.asUintN(64, logged.value);
  }
  return logged.kind === "errno" && result.kind === "failed" && result.errno === logged.errno;
}

/**
 * Why the log may be right although the engine predicts another result: what the prediction needs is not in the
 * log. Null if it has everything.
 */
export function missingFact(
  call: Call,
  logged: LoggedResult,
  result: CallResult,
  known: Knowledge,
): string | null {
  if (logged.kind === "none") return "the log has no result";
  if (call.name === "memfd_create" || call.name === "userfaultfd") {
    return logged.kind === "errno" ? "rights and limits are not in the log" : "descriptors come from the log";
  }
  const errno = logged.kind === "errno" ? logged.errno : result.kind === "failed" ? result.errno : null;
  if (call.name === "ioctl") return "which pages have been touched is not in the log";
  if (errno !== null && isOfUnknownFile(call))
    return "the kind of the file and its rights are not in the log";
  if (!known.maps) return "the mappings at the start are not known";
  if (errno === null) return null;
  if (logged.kind === "errno" && BY_RIGHTS_OR_LIMITS.has(errno))
    return "rights and limits are not in the log";
  if (BY_PAGES.has(errno)) return "which pages have been touched is not in the log";
  if (call.name === "madvise") return "the kernel's configuration is not in the log";
  return null;
}

const isOfUnknownFile = (call: Call): boolean =>
  call.name === "mmap" &&
  !hasAnyBit(number(call, 3), MAP.values.MAP_ANONYMOUS) &&
  typeof call.args[FD_ARGUMENT] === "bigint";

const number = (call: Call, index: number): bigint => {
  const value = call.args[index];
  return typeof value === "bigint" ? BigInt.asUintN(64, value) : 0n;
};

/** The same call with the address that the log has, if the kernel chose it; null if it did not. */
export function placedAt(call: Call, address: bigint): Call | null {
  const { MAP_FIXED, MAP_FIXED_NOREPLACE } = MAP.values;
  const { MREMAP_FIXED, MREMAP_MAYMOVE } = MREMAP.values;
  if (call.name === "mmap" && !hasAnyBit(number(call, 3), MAP_FIXED_NOREPLACE)) {
    const flags = number(call, 3);
    return withArguments(
      call,
      new Map([
        [0, address],
        [3, hasBits(flags, MAP_FIXED) ? flags : flags + MAP_FIXED],
      ]),
    );
  }
  if (call.name === "mremap" && hasBits(number(call, 3), MREMAP_MAYMOVE) && address !== number(call, 0)) {
    const flags = number(call, 3);
    return withArguments(
      call,
      new Map([
        [3, hasBits(flags, MREMAP_FIXED) ? flags : flags + MREMAP_FIXED],
        [4, address],
      ]),
    );
  }
  return null;
}

const withArguments = (call: Call, changed: ReadonlyMap<number, bigint>): Call => ({
  ...call,
  args: call.args.map((value, index) => changed.get(index) ?? value),
});
