/** Structures that calls take by pointer, as strace writes them. */
import type { ConstantSet } from "./constantSet.ts";
import {
  UFFD_CONTINUE_MODE,
  UFFD_COPY_MODE,
  UFFD_FEATURE,
  UFFD_MOVE_MODE,
  UFFD_POISON_MODE,
  UFFD_REGISTER_MODE,
  UFFD_WRITEPROTECT_MODE,
  UFFD_ZEROPAGE_MODE,
} from "./uffdConstants.ts";
import { UFFDIO } from "./uffdRequests.ts";

export type MemberKind =
  | { readonly kind: "hex" }
  | { readonly kind: "limit" }
  | { readonly kind: "set"; readonly set: ConstantSet }
  | { readonly kind: "struct"; readonly shape: StructShape };

export interface StructMember {
  readonly name: string;
  readonly type: MemberKind;
  /** What a left-out member means; null if it may not be left out. */
  readonly fallback: bigint | null;
}

export interface StructShape {
  readonly name: string;
  /** The ioctl request that takes it; null for structures of other calls. */
  readonly request: bigint | null;
  readonly members: readonly StructMember[];
  /** Members that only the kernel writes: strace prints them behind ours, the parser passes over them. */
  readonly written: readonly string[];
  /** The call takes an array of them, of which this project uses one. */
  readonly inArray: boolean;
}

const HEX: MemberKind = { kind: "hex" };
const member = (name: string, type: MemberKind, fallback: bigint | null = null): StructMember => ({
  name,
  type,
  fallback,
});
const mode = (set: ConstantSet): StructMember => member("mode", { kind: "set", set }, 0n);

const shape = (
  name: string,
  request: bigint | null,
  members: readonly StructMember[],
  written: readonly string[] = [],
): StructShape => ({ name, request, members, written, inArray: false });

export const RLIMIT64 = shape("rlimit64", null, [
  member("rlim_cur", { kind: "limit" }),
  member("rlim_max", { kind: "limit" }),
]);

export const IOVEC: StructShape = {
  ...shape("iovec", null, [member("iov_base", HEX), member("iov_len", { kind: "limit" })]),
  inArray: true,
};

const RANGE_MEMBERS = [member("start", HEX), member("len", HEX)];
const RANGE = member("range", { kind: "struct", shape: shape("uffdio_range", null, RANGE_MEMBERS) });
const COPY_MEMBERS = [member("dst", HEX), member("src", HEX), member("len", HEX)];
const IO = UFFDIO.values;
const API_VERSION = 0xaan;

/** The argument of each userfaultfd ioctl. */
export const UFFD_SHAPES: readonly StructShape[] = [
  shape(
    "uffdio_api",
    IO.UFFDIO_API,
    [member("api", HEX, API_VERSION), member("features", { kind: "set", set: UFFD_FEATURE }, 0n)],
    ["ioctls"],
  ),
  shape("uffdio_register", IO.UFFDIO_REGISTER, [RANGE, mode(UFFD_REGISTER_MODE)], ["ioctls"]),
  shape("uffdio_range", IO.UFFDIO_UNREGISTER, RANGE_MEMBERS),
  shape("uffdio_range", IO.UFFDIO_WAKE, RANGE_MEMBERS),
  shape("uffdio_copy", IO.UFFDIO_COPY, [...COPY_MEMBERS, mode(UFFD_COPY_MODE)], ["copy"]),
  shape("uffdio_zeropage", IO.UFFDIO_ZEROPAGE, [RANGE, mode(UFFD_ZEROPAGE_MODE)], ["zeropage"]),
  shape("uffdio_move", IO.UFFDIO_MOVE, [...COPY_MEMBERS, mode(UFFD_MOVE_MODE)], ["move"]),
  shape("uffdio_writeprotect", IO.UFFDIO_WRITEPROTECT, [RANGE, mode(UFFD_WRITEPROTECT_MODE)]),
  shape("uffdio_continue", IO.UFFDIO_CONTINUE, [RANGE, mode(UFFD_CONTINUE_MODE)], ["mapped"]),
  shape("uffdio_poison", IO.UFFDIO_POISON, [RANGE, mode(UFFD_POISON_MODE)], ["updated"]),
];
