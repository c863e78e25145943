import { vpnOf } from "./addr.ts";
import { prepareAnonVma } from "./anonVma.ts";
import { installFrames, installZeroPages, sliceFrom } from "./entries.ts";
import { type FaultRequest, type FaultResult, askUffd, placeIn } from "./faultRequest.ts";
import { allocateFrames } from "./frames.ts";
import { mayBeHuge } from "./hugeFault.ts";
import type { Op } from "./op.ts";
import { emptyPagesFrom, pmdEnd } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_UFFD_MISSING, VM_UFFD_WP, VM_WRITE, hasFlags } from "./vmFlags.ts";

/** How many pages from the faulting one on are in the same state and may be resolved in one step. */
function samePages(op: Op, vma: Vma, { vpn, limit }: FaultRequest): number {
  if (hasFlags(vma.flags, VM_UFFD_MISSING)) return 1;
  const end = Math.min(limit, vpnOf(vma.end), mayBeHuge(op, vma) ? pmdEnd(vpn) : Infinity);
  const marker = sliceFrom(op, vpn, end);
  return marker === null ? emptyPagesFrom(op.mm.pageTable, vpn, end) : marker.end - vpn;
}

/**
 * First access to a page of private anonymous memory (do_anonymous_page): reading maps the zero page, writing
 * gets a new frame of zeros. An anon_vma is needed only for the frame.
 */
export function doAnonymousPage(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_anonymous_page", () => {
    const { vpn } = request;
    const pages = samePages(op, vma, request);
    const uffdWp = hasFlags(vma.flags, VM_UFFD_WP) && sliceFrom(op, vpn, vpn + 1) !== null;
    const needsFrame = request.access === "write" || !op.config.zeroPage;
    const owner = needsFrame ? prepareAnonVma(op, vma) : vma;
    const answer = askUffd(op, owner, request, "missing");
    if (answer !== "go") return answer;
    if (!needsFrame) {
      installZeroPages(op, vpn, pages, { uffdWp });
      return null;
    }
    const writable = hasFlags(vma.flags, VM_WRITE);
    const pfn = allocateFrames(op, pages, {
      kind: "anon",
      value: 0n,
      index: placeIn(owner, vpn),
      inode: null,
    });
    installFrames(op, vpn, pages, pfn, { write: writable && !uffdWp, dirty: writable, anon: true, uffdWp });
    return null;
  });
}
