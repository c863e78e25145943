import type { Call, CallResult } from "../calls.ts";
import { dupMmap } from "../dupMmap.ts";
import { returned } from "../failure.ts";
import type { Task } from "../machine.ts";
import type { Op } from "../op.ts";
import { ForkedContexts } from "../uffdFork.ts";

/**
 * fork: a child with one thread and an address space of its own. It shares every frame with the parent until one
 * of the two writes. Descriptors and limits are those of the machine, so parent and child use them together.
 */
export const sysFork = (op: Op, _call: Call): CallResult =>
  op.within("copy_process", () => {
    const contexts = new ForkedContexts();
    const before = op.machine;
    const mm = dupMmap(op, contexts);
    if (typeof mm !== "number") {
      // A half-made child is taken down again, with all that was charged for it.
      op.machine = before;
      return mm;
    }
    const tid = Math.max(...op.system.tasks.keys()) + 1;
    const child: Task = { tid, name: `child ${tid}`, mm, blockedOn: null };
    op.update({ tasks: new Map(op.system.tasks).set(tid, child) });
    contexts.complete(op, mm);
    return returned(tid);
  });
