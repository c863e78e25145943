import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import { PAGE_SIZE, TASK_SIZE } from "#engine/addr.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import { vmFlagsOfWords } from "#engine/vmFlagWords.ts";

const MAPS_LINE =
  /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) ([r-])([w-])([x-])([ps]) ([0-9a-f]+) ([0-9a-f]+:[0-9a-f]+) (\d+)(?:\s+(.*))?$/;

const STARTS_AS_MAPPING = /^[0-9a-f]{1,16}-[0-9a-f]{1,16} [r-][w-][x-][ps] /;
/** A line that smaps has below each mapping. */
const SMAPS_DETAIL = /^(?:[A-Z]\w*:\s+\d+ kB|VmFlags:|THPeligible:|ProtectionKey:)/;

/** Whether a line is one of /proc/PID/maps or smaps. */
export const isMapsLine = (line: string): boolean => STARTS_AS_MAPPING.test(line) || SMAPS_DETAIL.test(line);

/**
 * Reads /proc/PID/maps or smaps. Flags that maps does not show are those a program's mappings usually have; smaps
 * shows them all. [vsyscall] lies above user space and is left out. The error names the line.
 */
export function parseMaps(text: string): Result<readonly BootVma[], string> {
  const vmas: BootVma[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trimEnd();
    const words = /^VmFlags:\s*(.*)$/.exec(line)?.[1];
    const last = vmas.at(-1);
    if (words !== undefined && last !== undefined) {
      vmas[vmas.length - 1] = { ...last, flags: vmFlagsOfWords(words) };
      continue;
    }
    if (line === "" || /^\w+:\s/.test(line)) continue;
    const vma = parseLine(line);
    if (vma === null) return err(`line ${index + 1} is no line of /proc/PID/maps: ${line.slice(0, 60)}`);
    if (vma === "above") continue;
    if (last !== undefined && vma.start < last.end) return err(`line ${index + 1} overlaps the one before`);
    vmas.push(vma);
  }
  return vmas.length === 0 ? err("there is no mapping in it") : ok(vmas);
}

function parseLine(line: string): BootVma | "above" | null {
  const match = MAPS_LINE.exec(line);
  if (match === null) return null;
  const [, from = "", to = "", r, w, x, shared, offset = "", device, inode, name = ""] = match;
  const [start, end] = [BigInt(`0x${from}`), BigInt(`0x${to}`)];
  if (end > BigInt(TASK_SIZE)) return "above";
  if (start >= end || start % BigInt(PAGE_SIZE) !== 0n || end % BigInt(PAGE_SIZE) !== 0n) return null;
  const words = [
    r === "r" ? "rd" : "",
    w === "w" ? "wr" : "",
    x === "x" ? "ex" : "",
    shared === "s" ? "sh" : "",
  ];
  const isFile = inode !== "0";
  return {
    start: Number(start),
    end: Number(end),
    flags: vmFlagsOfWords(`${words.join(" ")} ${impliedWords(name, w === "w", shared === "s")}`),
    name,
    offset: Number.parseInt(offset, 16),
    ...(isFile ? { object: `${device} ${inode}` } : {}),
  };
}

/** Flags that maps does not show but that mappings of this kind have. */
function impliedWords(name: string, writable: boolean, shared: boolean): string {
  if (name.startsWith("[vvar")) return "mr pf io de dd";
  if (name === "[vdso]") return "mr mw me de";
  if (name === "[stack]") return "mr mw me gd ac";
  if (shared) return "mr mw me ms";
  return writable ? "mr mw me ac" : "mr mw me";
}
