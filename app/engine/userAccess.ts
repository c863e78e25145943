import type { Vaddr } from "./addr.ts";
import { addrOf, hex, PAGE_SIZE, vpnOf } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import { accessiblePages, handleMmFault } from "./fault.ts";
import { frameAt } from "./frames.ts";
import type { Failure, Op } from "./op.ts";
import { pteAt } from "./pageTable.ts";
import { VM_ACCESS_FLAGS, VM_WRITE, hasAnyFlag, hasFlags } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

/** The kernel touches memory of the process on its own account (copy_from_user, copy_to_user): bad memory is EFAULT, no signal. */
export type UserAccess = Failure | Extract<CallResult, { kind: "blocked" }> | null;

const badAddress = (op: Op, addr: Vaddr, access: "read" | "write"): Failure =>
  op.fail(
    "EFAULT",
    "the memory can be accessed",
    `The kernel could not ${access} ${hex(addr)} for the process.`,
  );

const touchPage = (op: Op, addr: Vaddr, access: "read" | "write"): UserAccess => {
  const vpn = vpnOf(addr);
  while (accessiblePages(op, vpn, vpn + 1, access) === 0) {
    const vma = vmaAt(op.mm, addr);
    const allowed =
      vma !== null &&
      (access === "write" ? hasFlags(vma.flags, VM_WRITE) : hasAnyFlag(vma.flags, VM_ACCESS_FLAGS));
    if (!allowed) return badAddress(op, addr, access);
    const stop = handleMmFault(op, vma, { vpn, limit: vpn + 1, access, mode: "kernel" });
    if (stop?.kind === "blocked") return stop;
    if (stop !== null) return badAddress(op, addr, access);
  }
  return null;
};

/** Makes every page that overlaps [addr, addr + length) accessible, ascending, up to the first that is not. */
export const touchUser = (op: Op, addr: Vaddr, length: number, access: "read" | "write"): UserAccess => {
  for (let vpn = vpnOf(addr); addrOf(vpn) < addr + length; vpn++) {
    const stop = touchPage(op, Math.max(addr, addrOf(vpn)), access);
    if (stop !== null) return stop;
  }
  return null;
};

/** The number at the start of the page, 0 where nothing is mapped. */
export const valueAt = (op: Op, addr: Vaddr): bigint => {
  const run = pteAt(op.mm.pageTable, vpnOf(addr))?.value;
  return run?.kind === "present" ? frameAt(op.system, run.pfn).value : 0n;
};

const BITS_OF_BYTE = 8;
const WORD = 64;

/**
 * The 64-bit number at an address whose page is there, little endian. Pages hold a number at their start and
 * zeros behind it; a word that reaches into the next page takes the start of that one's number along.
 */
export const wordAt = (op: Op, addr: Vaddr): bigint => {
  const offset = addr % PAGE_SIZE;
  const here = valueAt(op, addr) / 2n ** BigInt(BITS_OF_BYTE * Math.min(offset, BITS_OF_BYTE));
  const missing = offset + BITS_OF_BYTE - PAGE_SIZE;
  if (missing <= 0) return here;
  const next = valueAt(op, addr - offset + PAGE_SIZE);
  return BigInt.asUintN(WORD, here + next * 2n ** BigInt(BITS_OF_BYTE * (BITS_OF_BYTE - missing)));
};
