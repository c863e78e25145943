import type { Failure, Op } from "./op.ts";
import { checkResize } from "./resizeChecks.ts";
import type { Vma } from "./vma.ts";
import { checkSealed, impliesNewAddr } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/**
 * Linux 6.17 and later: everything that can be said of the source before anything is changed (check_prep_vma).
 * Growth counts against the limits before a fixed destination is emptied.
 */
export const checkPrepVma = (op: Op, vma: Vma, vrm: Vrm): Failure | null =>
  op.within("check_prep_vma", () => {
    const sealed = checkSealed(op, vma);
    if (sealed !== null) return sealed;
    if (vrm.newLen <= vrm.oldLen && !impliesNewAddr(vrm)) return null;
    // Of a source that shrinks only the kept part has to lie within one mapping.
    return checkResize(op, vma, { ...vrm, oldLen: Math.min(vrm.oldLen, vrm.newLen) });
  });
