import type { AddrRange, Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE, pageAlignDown } from "./addr.ts";
import { changeUffdProtection } from "./changeProtection.ts";
import type { UffdMessage, Userfaultfd } from "./machine.ts";
import type { Op } from "./op.ts";
import { sleepOnFault } from "./sleep.ts";
import { hasFeature, uffdOf } from "./uffd.ts";
import { answerFault } from "./uffdMonitor.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import { hasFlags, VM_UFFD_MINOR, VM_UFFD_MISSING, VM_UFFD_WP } from "./vmFlags.ts";

/** Which kind of fault a context can be armed for. */
export type UffdReason = "missing" | "wp" | "minor";

/**
 * "kernel" when the kernel faults on behalf of the thread (mlock, MAP_POPULATE …); "kernelAtOnce" when it may not let
 * go of mmap_lock meanwhile (without FAULT_FLAG_ALLOW_RETRY), so that nobody can be waited for.
 */
export type FaultMode = "user" | "kernel" | "kernelAtOnce";

/**
 * What the fault path does next.
 * `notArmed`: go on as without userfaultfd. `retry`: the fault was answered (or the protection lifted), start it over.
 * `sigbus`: the access gets SIGBUS at once. `blocked`: the thread sleeps; the call comes back as "blocked".
 */
export type Intercept =
  | { readonly kind: "notArmed" }
  | { readonly kind: "retry" }
  | { readonly kind: "sigbus" }
  | { readonly kind: "blocked"; readonly why: string; readonly where: string };

interface Fault {
  readonly page: AddrRange;
  readonly addr: Vaddr;
  readonly reason: UffdReason;
  readonly access: "read" | "write";
}

const ARMED: { readonly [R in UffdReason]: VmFlags } = {
  missing: VM_UFFD_MISSING,
  wp: VM_UFFD_WP,
  minor: VM_UFFD_MINOR,
};

/** Flags of the message, by name as strace prints them; 0 for a read of a missing page. */
const flagsOf = ({ reason, access }: Fault): string => {
  const names = [
    ...(access === "write" ? ["UFFD_PAGEFAULT_FLAG_WRITE"] : []),
    ...(reason === "wp" ? ["UFFD_PAGEFAULT_FLAG_WP"] : []),
    ...(reason === "minor" ? ["UFFD_PAGEFAULT_FLAG_MINOR"] : []),
  ];
  return names.length === 0 ? "0" : names.join("|");
};

/** userfault_msg: the page, or with EXACT_ADDRESS the very byte. */
const messageOf = (op: Op, uffd: Userfaultfd, fault: Fault): UffdMessage => {
  const address = hasFeature(uffd, "UFFD_FEATURE_EXACT_ADDRESS") ? fault.addr : fault.page.start;
  const thread = hasFeature(uffd, "UFFD_FEATURE_THREAD_ID") ? { ptid: op.tid } : {};
  return {
    event: "PAGEFAULT",
    fields: { flags: flagsOf(fault), address: hex(address), ...thread },
    tid: op.tid,
  };
};

const WAITS_FOR: { readonly [R in UffdReason]: string } = {
  missing: "UFFDIO_COPY, UFFDIO_ZEROPAGE, UFFDIO_WAKE or UFFDIO_UNREGISTER",
  wp: "UFFDIO_WRITEPROTECT without UFFDIO_WRITEPROTECT_MODE_WP, UFFDIO_WAKE or UFFDIO_UNREGISTER",
  minor: "UFFDIO_CONTINUE, UFFDIO_WAKE or UFFDIO_UNREGISTER",
};

const handleUserfault = (op: Op, uffd: Userfaultfd, fault: Fault, mode: FaultMode): Intercept =>
  op.within("handle_userfault", () => {
    if (hasFeature(uffd, "UFFD_FEATURE_SIGBUS")) return { kind: "sigbus" };
    if (mode === "kernelAtOnce" || (mode === "kernel" && uffd.userModeOnly)) return { kind: "sigbus" };
    const message = messageOf(op, uffd, fault);
    op.emit({ kind: "uffdQueued", fd: uffd.fd, message });
    if (uffd.served) {
      answerFault(op, uffd, message, fault.page, fault.reason);
      return { kind: "retry" };
    }
    const why = `The ${fault.reason === "wp" ? "write-protected" : "missing"} page at ${hex(fault.page.start)} is watched by descriptor ${uffd.fd}: the thread sleeps until another one answers with ${WAITS_FOR[fault.reason]}.`;
    sleepOnFault(op, uffd, message, fault.page.start, why);
    return { kind: "blocked", why, where: op.where };
  });

/**
 * handle_userfault: what happens when a page of `vma` is missing, write-protected or only in the page cache.
 * `addr` may lie anywhere in the page.
 */
export function interceptFault(
  op: Op,
  vma: Vma,
  addr: Vaddr,
  reason: UffdReason,
  access: "read" | "write",
  mode: FaultMode = "user",
): Intercept {
  if (vma.uffd === null || !hasFlags(vma.flags, ARMED[reason])) return { kind: "notArmed" };
  const uffd = uffdOf(op.system, vma.uffd);
  const start = pageAlignDown(addr);
  const page = { start, end: start + PAGE_SIZE };
  if (reason === "wp" && hasFeature(uffd, "UFFD_FEATURE_WP_ASYNC")) {
    changeUffdProtection(op, vma, page.start, page.end, { protect: false, unpopulated: false });
    return { kind: "retry" };
  }
  return handleUserfault(op, uffd, { page, addr, reason, access }, mode);
}
