import { changedPresent } from "./changed.ts";
import { vpnOf } from "./addr.ts";
import { prepareAnonVma } from "./anonVma.ts";
import { dropSlice, installFrames, pageRange, sliceFrom } from "./entries.ts";
import { type FaultRequest, type FaultResult, askUffd, placeIn } from "./faultRequest.ts";
import { allocateFrames, frameAt, framesIn, setExclusive } from "./frames.ts";
import type { FrameSlice } from "./frames.ts";
import { equallyHeld } from "./lruAdd.ts";
import type { FrameRun } from "./machine.ts";
import type { Op } from "./op.ts";
import { type PresentRun, type PteSlice, changePtes } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_MAYSHARE, VM_SHARED, VM_UFFD_WP, hasAnyFlag, hasFlags } from "./vmFlags.ts";

/**
 * Write to a page that is there but may not be written (do_wp_page): watched by userfaultfd, the zero page, a
 * page of a file in a private mapping, or a page shared with another process since fork.
 */
export function doWpPage(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_wp_page", () => {
    const slice = sliceFrom(op, request.vpn, Math.min(request.limit, vpnOf(vma.end)));
    if (slice === null || slice.value.kind === "marker") return null;
    if (slice.value.uffdWp && hasFlags(vma.flags, VM_UFFD_WP)) {
      const answer = askUffd(op, vma, request, "wp");
      if (answer !== "go") return answer;
      op.updateMm({
        pageTable: changePtes(op.mm.pageTable, request.vpn, request.vpn + 1, (run) => ({
          ...run,
          uffdWp: false,
        })),
      });
      return null;
    }
    if (slice.value.kind === "zero") copyFromZeroPage(op, vma, slice);
    else if (hasAnyFlag(vma.flags, VM_SHARED + VM_MAYSHARE)) makeWritable(op, slice);
    else writePrivate(op, vma, slice.start, slice.end, slice.value);
    return null;
  });
}

type PresentSlice = PteSlice & { readonly value: PresentRun };

function makeWritable(op: Op, { start, end }: Pick<PteSlice, "start" | "end">): void {
  const pageTable = changePtes(op.mm.pageTable, start, end, (run) =>
    run.kind === "present" ? changedPresent(run, { write: true, dirty: true }) : run,
  );
  op.updateMm({ pageTable });
  op.emit({ kind: "ptesChanged", range: pageRange(start, end), what: "writable" });
}

/** The zero page is never written: the process gets a frame of its own (wp_page_copy). */
function copyFromZeroPage(op: Op, vma: Vma, slice: PteSlice): void {
  op.within("wp_page_copy", () => {
    const owner = prepareAnonVma(op, vma);
    const pages = slice.end - slice.start;
    const index = placeIn(owner, slice.start);
    const pfn = allocateFrames(op, pages, { kind: "anon", value: 0n, index, inode: null });
    dropSlice(op, slice);
    installFrames(op, slice.start, pages, pfn, { write: true, dirty: true, anon: true });
  });
}

/** Whether the process may write the frame in place (wp_can_reuse_anon_folio): nobody else maps it. */
function canReuse(op: Op, frame: FrameRun): boolean {
  if (frame.kind !== "anon") return false;
  if (op.switches.exclusivePages && frame.exclusive) return true;
  return frame.mapcount === 1 && !frame.thp;
}

/** Private mapping: frames of this process alone are written in place, others are copied first. */
function writePrivate(op: Op, vma: Vma, start: number, end: number, run: PresentRun): void {
  let vpn = start;
  for (const frames of framesIn(op.system, run.pfn, end - start)) {
    const pages = frames.end - frames.start;
    const slice: PresentSlice = {
      start: vpn,
      end: vpn + pages,
      value: changedPresent(run, { pfn: frames.start }),
    };
    if (canReuse(op, frames.value)) reusePages(op, vma, slice, frames);
    else copyPages(op, vma, slice, frames.start, frames.value);
    vpn += pages;
  }
}

/** Frames that this process alone maps are written in place, but for those to which somebody else holds a reference. */
function reusePages(op: Op, vma: Vma, slice: PresentSlice, frames: FrameSlice): void {
  for (let pfn = frames.start; pfn < frames.end;) {
    const { held, pages } = equallyHeld(op, pfn, frames.end - pfn);
    const start = slice.start + pfn - frames.start;
    const part = { start, end: start + pages, value: changedPresent(slice.value, { pfn }) };
    if (held) copyPages(op, vma, part, pfn, frameAt(op.system, pfn));
    else {
      const first = pfn;
      op.within("wp_page_reuse", () => {
        setExclusive(op, first, pages, true);
        makeWritable(op, part);
      });
    }
    pfn += pages;
  }
}

/** Copy on write (wp_page_copy): a new frame with the old content takes the place of the old one. */
function copyPages(op: Op, vma: Vma, slice: PteSlice, from: number, old: FrameRun): void {
  op.within("wp_page_copy", () => {
    const owner = prepareAnonVma(op, vma);
    const pages = slice.end - slice.start;
    const index = placeIn(owner, slice.start);
    const pfn = allocateFrames(op, pages, { kind: "anon", value: old.value, index, inode: null });
    op.emit({ kind: "frameCopied", from, to: pfn, pages });
    dropSlice(op, slice);
    installFrames(op, slice.start, pages, pfn, { write: true, dirty: true, anon: true });
  });
}
