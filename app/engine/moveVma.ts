import { changedVma } from "./changed.ts";
import { acctMemory, addLocked, enoughMemory, statAccount } from "./accounting.ts";
import { aioRingMremap } from "./aioRing.ts";
import type { Vaddr } from "./addr.ts";
import { vpnOf } from "./addr.ts";
import { isAnonymous, unlinkAnonVmas } from "./anonVma.ts";
import { copyVma } from "./copyVma.ts";
import { isFailure } from "./failure.ts";
import { movePageTables } from "./movePageTables.ts";
import { checkMapCount } from "./mremapArgs.ts";
import { doMunmap } from "./munmap.ts";
import type { Failure, Op } from "./op.ts";
import { maySplit, splitVmaUnchecked } from "./splitVma.ts";
import { uffdRemapPrep } from "./uffdEvents.ts";
import { vdsoMremap } from "./vdso.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED, VM_LOCKONFAULT, withFlags, withoutFlags } from "./vmFlags.ts";
import { nextVma, replaceVma, vmaAt } from "./vmaTree.ts";
import { inPages } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/**
 * Moves [addr, addr + oldLen) of one mapping to the free range at newAddr (move_vma): a copy of the VMA, the
 * page-table entries carried over, then the source unmapped, or left behind empty with DONTUNMAP.
 * `shrunkBy` is what a FIXED call gave up before, in bytes.
 */
export const moveVma = (op: Op, vma: Vma, vrm: Vrm, shrunkBy = 0): Vaddr | Failure =>
  op.within("move_vma", () => {
    const refused = prepMove(op, vma, vrm) ?? chargeMove(op, vma, vrm, shrunkBy);
    if (refused !== null) return refused;
    const source = presplit(op, vma, vrm);
    if (isFailure(source)) return source;
    const copied = copyVmaAndData(op, source, vrm);
    if (isFailure(copied)) return copied;
    accountMove(op, source, vrm);
    if (vrm.dontUnmap) {
      markNext(op, source, copied, vrm);
      dontUnmapComplete(op, copied, vrm);
    } else unmapSource(op, vrm);
    return vrm.newAddr;
  });

/** Mappings left for the pieces, and whether the VMA may be cut at both ends (prep_move_vma). */
const prepMove = (op: Op, vma: Vma, vrm: Vrm): Failure | null =>
  op.within("prep_move_vma", () => {
    const { maxMapCount, kernel } = op.config;
    const { mapCount } = op.mm;
    const tooMany = kernel.switches.mapCountAlways
      ? mapCount + 2 + (needsPresplit(op, vma, vrm) ? 1 : 0) > maxMapCount
      : mapCount >= maxMapCount - 3;
    const refused = checkMapCount(op, tooMany);
    if (refused !== null || !kernel.switches.moveChecksMaySplit) return refused;
    const end = vrm.addr + vrm.oldLen;
    const atStart = vma.start === vrm.addr ? null : maySplit(op, vma, vrm.addr);
    return atStart ?? (vma.end === end ? null : maySplit(op, vma, end));
  });

/** What the move adds to the promised memory; see kernel-specific rows of the behaviour table. */
const chargeMove = (op: Op, vma: Vma, vrm: Vrm, shrunkBy: number): Failure | null => {
  if (!hasFlags(vma.flags, VM_ACCOUNT)) return null;
  const { switches } = op.config.kernel;
  if (vrm.dontUnmap) return chargeDontUnmap(op, vrm);
  if (!switches.moveChargesLate) return null;
  const leaked = switches.fixedShrinkLeaksCommit ? shrunkBy : 0;
  return enoughMemory(op, inPages(vrm.newLen - vrm.oldLen + leaked));
};

const chargeDontUnmap = (op: Op, vrm: Vrm): Failure | null => {
  const { switches } = op.config.kernel;
  if (switches.dontunmap === "v3") return null;
  if (switches.dontunmapChecksCommit) return enoughMemory(op, inPages(vrm.newLen));
  acctMemory(op, inPages(vrm.newLen));
  return null;
};

const coversWhole = (vma: Vma, vrm: Vrm): boolean =>
  vma.start === vrm.addr && vma.end === vrm.addr + vrm.oldLen;

const needsPresplit = (op: Op, vma: Vma, vrm: Vrm): boolean =>
  vrm.dontUnmap &&
  op.switches.dontunmapSplitsLocked &&
  hasFlags(vma.flags, VM_LOCKED) &&
  !coversWhole(vma, vrm);

/** A locked source is cut first, so that only the part that moves loses its lock. */
const presplit = (op: Op, vma: Vma, vrm: Vrm): Vma | Failure => {
  if (!needsPresplit(op, vma, vrm)) return vma;
  let part = vma;
  if (part.start < vrm.addr) {
    const halves = splitVmaUnchecked(op, part, vrm.addr);
    if (isFailure(halves)) return halves;
    part = halves.high;
  }
  if (part.end > vrm.addr + vrm.oldLen) {
    const halves = splitVmaUnchecked(op, part, vrm.addr + vrm.oldLen);
    if (isFailure(halves)) return halves;
    part = halves.low;
  }
  return part;
};

interface Copied {
  readonly newVma: Vma;
  readonly source: Vma;
}

/** The new VMA, then the entries, then the word to userfaultfd (copy_vma_and_data). */
const copyVmaAndData = (op: Op, vma: Vma, vrm: Vrm): Copied | Failure =>
  op.within("copy_vma_and_data", () => {
    const before = op.machine;
    const { newVma, source } = copyVma(op, vma, vrm);
    movePageTables(op, {
      from: vrm.addr,
      to: vrm.newAddr,
      length: vrm.oldLen,
      oldVma: source,
      newVma,
    });
    const refused = aioRingMremap(op, newVma) ?? vdsoMremap(op, newVma);
    if (refused !== null) {
      // The entries go back the way they came, and the new mapping goes.
      op.machine = before;
      return refused;
    }
    const standing = uffdRemapPrep(op, newVma);
    if (standing !== newVma) replaceVma(op, newVma, standing);
    return { newVma: standing, source: source.id === newVma.id ? standing : source };
  });

/** total_vm rises by the new mapping; for a moment also where the old one goes away next (vrm_stat_account). */
const accountMove = (op: Op, source: Vma, vrm: Vrm): void => {
  const pages = inPages(vrm.newLen);
  statAccount(op, source.flags, pages);
  if (!hasFlags(source.flags, VM_LOCKED)) return;
  const { switches } = op.config.kernel;
  const counted = !vrm.dontUnmap || switches.dontunmapCountsLockTwice || switches.dontunmap === "v3";
  if (counted) addLocked(op, pages);
};

/** The source goes, but not its charge: the destination carries that on (unmap_source_vma). */
const unmapSource = (op: Op, vrm: Vrm): void =>
  op.within("unmap_source_vma", () => {
    // A duplicate (old_size 0) has no source to unmap.
    if (vrm.oldLen > 0) doMunmap(op, vrm.addr, vrm.oldLen, { keepCharge: true });
  });

/** The source stays, emptied: without its lock, and untouched again if it moved as a whole (dontunmap_complete). */
const dontUnmapComplete = (op: Op, { newVma }: Copied, vrm: Vrm): void =>
  op.within("dontunmap_complete", () => {
    const { switches } = op.config.kernel;
    const found = vmaAt(op.mm, vrm.addr);
    if (found === null || switches.dontunmap === "v3") return;
    const flags = sourceFlags(op, found);
    const source = changedVma(found, { flags });
    if (flags !== found.flags) {
      replaceVma(op, found, source);
      if (op.log !== null) op.emit({ kind: "vmaChanged", before: found, after: source, what: "flags" });
    }
    if (newVma.id === source.id || !coversWhole(source, vrm) || !switches.dontunmapUnlinksAnonVma) return;
    resetPgoff(op, unlinkAnonVmas(op, source));
  });

/** 5.7 to 5.10 took the mapping behind the source for a piece cut off it. The v3 patch did so after a self-merge too. */
const markNext = (op: Op, before: Vma, { newVma, source }: Copied, vrm: Vrm): void => {
  const { switches } = op.config.kernel;
  const inner = vrm.addr > source.start && vrm.addr + vrm.oldLen < source.end;
  if (!switches.dontunmapMarksNext || !inner || !hasFlags(before.flags, VM_ACCOUNT)) return;
  if (newVma.id === source.id && switches.dontunmap !== "v3") return;
  const next = nextVma(op.mm, source);
  if (next !== null) replaceVma(op, next, changedVma(next, { flags: withFlags(next.flags, VM_ACCOUNT) }));
};

const sourceFlags = (op: Op, source: Vma): number => {
  const unlocked = withoutFlags(source.flags, withFlags(VM_LOCKED, VM_LOCKONFAULT));
  return op.switches.dontunmapDropsAccount ? withoutFlags(unlocked, VM_ACCOUNT) : unlocked;
};

const resetPgoff = (op: Op, source: Vma): void => {
  const { switches } = op.config.kernel;
  if (!switches.dontunmapResetsPgoff) return;
  const vpn = vpnOf(source.start);
  const reset = changedVma(source, { anonPgoff: vpn, pgoff: isAnonymous(source) ? vpn : source.pgoff });
  if (reset.pgoff === source.pgoff && reset.anonPgoff === source.anonPgoff) return;
  replaceVma(op, source, reset);
  if (op.log !== null) op.emit({ kind: "vmaChanged", before: source, after: reset, what: "pgoff" });
};
