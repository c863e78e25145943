import { hasAnyBit, withoutBits } from "../argFlags.ts";
import { u64Member } from "../args.ts";
import type { CallResult, StructValue } from "../calls.ts";
import { isFailure } from "../failure.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Op } from "../op.ts";
import { UFFD_MOVE_MODE } from "../uffdConstants.ts";
import { movePages } from "../uffdMovePages.ts";
import { progressResult } from "../uffdProgress.ts";
import { checkRange } from "../uffdRange.ts";

/** UFFDIO_MOVE (6.8). */
export const ioctlMove = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  if (!op.switches.uffdMoveKnown) {
    return op.fail("EINVAL", "request is known", "UFFDIO_MOVE came with Linux 6.8.");
  }
  const task = op.system.tasks.get(op.tid);
  if (task?.mm !== uffd.mm) {
    return op.fail(
      "EINVAL",
      "the descriptor is of this process",
      "UFFDIO_MOVE does not move pages between processes.",
    );
  }
  const length = u64Member(arg, "len");
  const dst = checkRange(op, u64Member(arg, "dst"), length);
  if (isFailure(dst)) return dst;
  const src = checkRange(op, u64Member(arg, "src"), length);
  if (isFailure(src)) return src;
  const { UFFDIO_MOVE_MODE_DONTWAKE: dontwake, UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES: holes } =
    UFFD_MOVE_MODE.values;
  const mode = u64Member(arg, "mode");
  if (withoutBits(mode, dontwake + holes) !== 0n) {
    return op.fail("EINVAL", "mode is known", `The mode ${mode} has bits that UFFDIO_MOVE does not know.`);
  }
  const moved = movePages(op, uffd, { dst, src: src.start, allowHoles: hasAnyBit(mode, holes) });
  return progressResult(op, uffd, { range: dst, member: "move", wake: !hasAnyBit(mode, dontwake) }, moved);
};
