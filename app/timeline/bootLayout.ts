import { PAGE_SIZE, TASK_SIZE } from "#engine/addr.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import { vmFlagsOfWords } from "#engine/vmFlagWords.ts";
import type { VmFlags } from "#engine/vmFlags.ts";
import type { Diagnostic, SourceRange } from "#lang/diagnostics.ts";
import { evaluate, problem } from "#lang/evaluate.ts";
import type { MapsClause } from "#lang/program.ts";

/** The object behind shared memory without a file, as /proc/PID/maps calls it. */
const SHARED_ANONYMOUS = "/dev/zero (deleted)";
const NO_NAMES = new Map<string, bigint>();

/**
 * `maps …` in the head of a program: a mapping that is there before the first call. With the first one the small
 * program that is mapped otherwise goes. Null, or why the mapping cannot be.
 */
export function addMapping(
  options: { vmas?: BootVma[]; brk?: number },
  clause: MapsClause,
  range: SourceRange,
): Diagnostic | null {
  const start = evaluate(clause.start, NO_NAMES);
  const len = evaluate(clause.len, NO_NAMES);
  if (!start.ok) return start.error;
  if (!len.ok) return len.error;
  const vma = bootVma(Number(start.value), Number(start.value + len.value), clause);
  const vmas = (options.vmas ??= []);
  const at = vma === null ? 0 : placeIn(vmas, vma.start);
  const wrong = vma === null ? NOT_NONE : whatIsWrong(vma, vmas.slice(Math.max(0, at - 1), at + 1));
  if (wrong !== null || vma === null) return problem("bad-layout", wrong ?? "", range);
  vmas.splice(at, 0, vma);
  if (vma.name === "[heap]") options.brk = vma.end;
  return null;
}

const NOT_NONE = "A mapping that is there has permissions: ---p if it may not be touched.";

/** Where a mapping belongs among others in the order of addresses. */
function placeIn(vmas: readonly BootVma[], start: number): number {
  let low = 0;
  let high = vmas.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((vmas[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Only the mappings below and above can be in the way. */
function whatIsWrong({ start, end }: BootVma, neighbours: readonly BootVma[]): string | null {
  if (start % PAGE_SIZE !== 0 || end % PAGE_SIZE !== 0) return "A mapping begins and ends with a whole page.";
  if (end <= start) return "A mapping has at least one page.";
  if (start < 0 || end > TASK_SIZE) return "A mapping lies below the end of user space, 0x7ffffffff000.";
  const taken = neighbours.some((other) => other.start < end && other.end > start);
  return taken ? "Another mapping of the head lies there already." : null;
}

function bootVma(start: number, end: number, { perms, name }: MapsClause): BootVma | null {
  if (perms === "none") return null;
  const shared = perms.endsWith("s");
  const fallback = shared ? SHARED_ANONYMOUS : "";
  return { start, end, flags: flagsOf(perms, name), name: name ?? fallback };
}

/** vm_flags of a mapping with these permissions, as mmap makes it. */
function flagsOf(perms: string, name: string | null): VmFlags {
  const words = [
    perms.startsWith("r") ? "rd" : "",
    perms[1] === "w" ? "wr" : "",
    perms[2] === "x" ? "ex" : "",
    perms.endsWith("s") ? "sh ms" : perms[1] === "w" ? "ac" : "",
    name === "[stack]" ? "gd" : "",
  ];
  return vmFlagsOfWords(`mr mw me ${words.join(" ")}`);
}
