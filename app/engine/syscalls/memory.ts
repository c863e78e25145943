import { changedPresent } from "../changed.ts";
import { PAGE_SIZE, type Vpn, addrOf, vpnOf } from "../addr.ts";
import { toVaddr, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { sliceFrom } from "../entries.ts";
import { accessiblePages, handleFault } from "../fault.ts";
import type { FaultStop } from "../faultRequest.ts";
import { framesIn, writeFrames } from "../frames.ts";
import type { Op } from "../op.ts";
import { changePtes } from "../pageTable.ts";

/**
 * What the program itself does with its memory. `store` and `load` touch the start of every page of a range,
 * ascending; pages in the same state are handled in one step.
 */
const OK: CallResult = { kind: "ok", value: 0n };

type Access = "read" | "write";

/** Does something with accessible pages; a stop ends the access. */
type Touch = (vpn: Vpn, pages: number) => FaultStop | null;

/** Makes [from, to) accessible piece by piece and touches each piece. */
function eachPiece(op: Op, from: Vpn, to: Vpn, access: Access, touch: Touch): FaultStop | null {
  let vpn = from;
  while (vpn < to) {
    const pages = accessiblePages(op, vpn, to, access);
    const outcome = pages > 0 ? touch(vpn, pages) : handleFault(op, addrOf(vpn), access, addrOf(to));
    if (outcome !== null && outcome.kind !== "resolved") return outcome;
    vpn += pages;
  }
  return null;
}

const PAGE_BYTES = BigInt(PAGE_SIZE);

/** The pages that overlap [addr, addr + length). */
const pagesOver = (addr: bigint, length: bigint): readonly [Vpn, Vpn] => {
  const first = vpnOf(toVaddr(addr));
  const within = Number(addr % PAGE_BYTES);
  return [first, first + Math.ceil((within + Number(length)) / PAGE_SIZE)];
};

/** Writes a value to present, writable pages. */
function writePages(op: Op, vpn: Vpn, pages: number, value: bigint): null {
  const slice = sliceFrom(op, vpn, vpn + pages);
  if (slice === null || slice.value.kind !== "present") return null;
  writeFrames(op, slice.value.pfn, pages, value);
  op.updateMm({
    pageTable: changePtes(op.mm.pageTable, vpn, vpn + pages, (run) =>
      run.kind === "present" && !run.dirty ? changedPresent(run, { dirty: true }) : run,
    ),
  });
  op.emit({ kind: "contentWritten", vpn, pages, value });
  return null;
}

const writeValue = (op: Op, from: Vpn, to: Vpn, value: bigint): FaultStop | null =>
  eachPiece(op, from, to, "write", (vpn, pages) => writePages(op, vpn, pages, value));

/** store(addr, length, value): the program writes the number at the start of every page of the range. */
export const sysStore = (op: Op, call: Call): CallResult => {
  const [from, to] = pagesOver(u64Arg(call, 0), u64Arg(call, 1));
  return writeValue(op, from, to, u64Arg(call, 2)) ?? OK;
};

/** The kernel's own pages (vdso, vvar) can be read on Linux, but what they hold is not modelled. Null if none is in the range. */
export function kernelPagesIn(op: Op, from: Vpn, to: Vpn): CallResult | null {
  for (const { value } of op.mm.vmas.entries(addrOf(from), addrOf(to))) {
    if (value.special !== null)
      return { kind: "notModelled", why: `The content of ${value.special} is not modelled.` };
  }
  return null;
}

/** load(addr, length): the program reads a byte of every page of the range. */
export const sysLoad = (op: Op, call: Call): CallResult => {
  const [from, to] = pagesOver(u64Arg(call, 0), u64Arg(call, 1));
  const read: Touch = (vpn, pages) => {
    op.emit({ kind: "contentRead", vpn, pages });
    return null;
  };
  return kernelPagesIn(op, from, to) ?? eachPiece(op, from, to, "read", read) ?? OK;
};

/** Eight equal bytes as one number. */
const EVERY_BYTE = 0x0101_0101_0101_0101n;

/** memset(addr, byte, length), seen at the start of every page. */
export const sysMemset = (op: Op, call: Call): CallResult => {
  const byte = BigInt.asUintN(8, u64Arg(call, 1));
  const [from, to] = pagesOver(u64Arg(call, 0), u64Arg(call, 2));
  return writeValue(op, from, to, byte * EVERY_BYTE) ?? OK;
};

/** Copies a readable stretch of pages to `to`, piece by piece of equal content. */
function copyStretch(op: Op, from: Vpn, to: Vpn, pages: number): FaultStop | null {
  const source = sliceFrom(op, from, from + pages);
  if (source === null || source.value.kind !== "present") return writeValue(op, to, to + pages, 0n);
  let target = to;
  for (const { start, end, value } of framesIn(op.system, source.value.pfn, pages)) {
    const stop = writeValue(op, target, target + end - start, value.value);
    if (stop !== null) return stop;
    target += end - start;
  }
  return null;
}

/** memcpy(dst, src, length), page by page: reads the source, writes the destination; contents are doubled, not moved. */
export const sysMemcpy = (op: Op, call: Call): CallResult => {
  const [dst] = pagesOver(u64Arg(call, 0), 1n);
  const [src, end] = pagesOver(u64Arg(call, 1), u64Arg(call, 2));
  const copy: Touch = (vpn, pages) => copyStretch(op, vpn, dst + vpn - src, pages);
  return kernelPagesIn(op, src, end) ?? eachPiece(op, src, end, "read", copy) ?? OK;
};
