import type { Failure, Op } from "./op.ts";
import type { Vma } from "./vma.ts";

export const VDSO = "[vdso]";

/**
 * The vdso's own word on a move (vdso_mremap). Until 5.10 it may be cut, so that a part of it could be moved: the
 * size has to be that of the whole image. Later kernels refuse the cut.
 */
export const vdsoMremap = (op: Op, moved: Vma): Failure | null => {
  if (moved.special !== VDSO || op.switches.specialMappingsInOnePiece) return null;
  return op.within("vdso_mremap", () => {
    const rule = "the vdso moves whole";
    if (moved.end - moved.start === op.config.vdsoSize) {
      op.passed(rule);
      return null;
    }
    const why =
      "The kernel follows the vdso to its new place only if all of it moves. Take the whole mapping.";
    return op.fail("EINVAL", rule, why);
  });
};
