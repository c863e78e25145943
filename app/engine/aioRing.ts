import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import { MAP, PROT } from "./constants.ts";
import { doMmap } from "./doMmap.ts";
import { isFailure } from "./failure.ts";
import { writeFrames } from "./frames.ts";
import type { AioRing, Inode } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import { addToCache, cachedAt, createObject, inodeOf, replaceInode } from "./pageCache.ts";
import type { Vma } from "./vma.ts";
import { VM_DONTEXPAND } from "./vmFlags.ts";

/**
 * The ring of asynchronous I/O: memory that the kernel maps into the process and finds again by its address. It may
 * be moved, because the mapping tells its context of the move (vm_operations_struct.mremap); it may not grow.
 */

/** Both struct aio_ring, at the start of the ring, and each struct io_event behind it. */
const ENTRY_BYTES = 32;
/** Every CPU may take events in advance, so there are at least four for each; the model has one CPU. */
const LEAST_EVENTS = 4;
/** fs.aio-max-nr at its default. */
const AIO_MAX_NR = 65536;
const MOST_BYTES = 0x1000_0000;

const ringsOf = (op: Op): readonly AioRing[] =>
  [...op.system.inodes.values()].flatMap(({ ring }) => (ring === undefined ? [] : [ring]));

/** A context for so many requests: where its ring is mapped (ioctx_alloc). */
export const allocateRing = (op: Op, requests: number): Vaddr | Failure =>
  op.within("ioctx_alloc", () => {
    const events = Math.max(requests, LEAST_EVENTS) * 2;
    if (events > MOST_BYTES / ENTRY_BYTES) {
      return op.fail(
        "EINVAL",
        "the ring has a size",
        `A ring for ${requests} requests is larger than 256 MiB.`,
      );
    }
    const used = ringsOf(op).reduce((sum, ring) => sum + ring.requests, 0);
    if (used + requests > AIO_MAX_NR) {
      return op.fail(
        "EAGAIN",
        "requests within fs.aio-max-nr",
        `${used} requests are taken and ${requests} more would pass fs.aio-max-nr (${AIO_MAX_NR}).`,
      );
    }
    return setupRing(op, requests, Math.ceil(((events + 2) * ENTRY_BYTES + ENTRY_BYTES) / PAGE_SIZE));
  });

/** The file behind the ring, its pages, its mapping (aio_setup_ring). */
const setupRing = (op: Op, requests: number, pages: number): Vaddr | Failure =>
  op.within("aio_setup_ring", () => {
    const file = createObject(op, "file", "/[aio] (deleted)", pages * PAGE_SIZE);
    addToCache(op, file.inode, 0, pages);
    const mapped = doMmap(op, {
      addr: 0n,
      length: BigInt(pages * PAGE_SIZE),
      prot: BigInt(PROT.values.PROT_READ) + BigInt(PROT.values.PROT_WRITE),
      flags: BigInt(MAP.values.MAP_SHARED),
      file,
      pgoff: 0n,
      driverFlags: VM_DONTEXPAND,
    });
    if (isFailure(mapped)) return op.fail("ENOMEM", "the ring can be mapped", mapped.why);
    const id = ringsOf(op).filter(({ mm }) => mm === op.mmId).length;
    const ring = { mm: op.mmId, base: mapped.start, requests };
    replaceInode(op, { ...inodeOf(op.system, file.inode), ring });
    writeHeader(op, inodeOf(op.system, file.inode), id, pages);
    return mapped.start;
  });

/** struct aio_ring starts with the number of the context and that of the events which the ring holds. */
const writeHeader = (op: Op, inode: Inode, id: number, pages: number): void => {
  const page = cachedAt(inode, 0);
  if (page === null) return;
  const events = Math.floor((pages * PAGE_SIZE - ENTRY_BYTES) / ENTRY_BYTES);
  writeFrames(op, page.value.pfn, 1, BigInt(id) + BigInt(events) * 2n ** 32n);
};

/**
 * Tells the context of a ring where it is now (aio_ring_mremap); nothing to do for other mappings. After fork the
 * child has the memory but not the context, and a move there fails.
 */
export const aioRingMremap = (op: Op, moved: Vma): Failure | null => {
  const id = moved.file === null ? undefined : op.system.files.get(moved.file)?.inode;
  const inode = id === undefined ? undefined : op.system.inodes.get(id);
  const ring = inode?.ring;
  if (inode === undefined || ring === undefined) return null;
  return op.within("aio_ring_mremap", () => {
    const rule = "the ring belongs to a context of this process";
    if (ring.mm !== op.mmId) {
      return op.fail(
        "EINVAL",
        rule,
        `The context of the ring at ${hex(ring.base)} stayed with the parent; a child can use the memory but not move it.`,
      );
    }
    op.passed(rule);
    replaceInode(op, { ...inode, ring: { ...ring, base: moved.start } });
    return null;
  });
};
