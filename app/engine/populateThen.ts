import type { Vaddr } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import type { Op } from "./op.ts";
import { populateRange } from "./populate.ts";
import { sleepInPopulate } from "./sleep.ts";

/**
 * The last step of mmap and mremap: faults pages in, errors or not, and gives `result`. Where a userfaultfd has to
 * answer first the thread sleeps, and goes on with the rest of the range.
 */
export const populateThen = (
  op: Op,
  range: { readonly start: Vaddr; readonly length: number },
  result: CallResult,
): CallResult => {
  const end = range.start + range.length;
  const stopped = populateRange(op, range.start, end, { ignoreErrors: true });
  return stopped?.kind === "blocked" ? sleepInPopulate(op, stopped, end, result) : result;
};
