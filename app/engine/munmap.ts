import type { Vaddr } from "./addr.ts";
import type { Failure, Op } from "./op.ts";

/** stub */
export const doMunmap = (_op: Op, _start: Vaddr, _length: number): Failure | null => null;
