/** What a case says behind a call about the memory after it: `//: heap AA-; heap maps 2rw-p 1-; heap flags lo !sd`. */
import { PAGE_SIZE, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { permsOf } from "#engine/vmFlags.ts";
import { vmFlagWords } from "#engine/vmFlagWords.ts";
import type { Line } from "#lang/program.ts";
import { pagesPicture } from "#teach/pages.ts";
import type { Step } from "#timeline/timeline.ts";

/** One check: what the case says and what the engine has. */
interface Checked {
  readonly text: string;
  readonly wanted: string;
  readonly found: string;
}

const MARK = "//:";
const PLACE = /^(?:@(?<child>\w+) )?(?<base>0x[0-9a-f]+|[A-Za-z_]\w*)(?:\+(?<pages>\d+))? (?<what>.+)$/;
const EMPTY = "-";

/** The checks that a line's comment holds. */
export const checksOf = ({ comment }: Line): readonly string[] =>
  comment?.startsWith(MARK) === true
    ? comment
        .slice(MARK.length)
        .split(";")
        .map((text) => text.trim())
    : [];

/** The memory of the first process, or of the child that the variable names. */
function memoryOf({ after: machine, names }: Step, child: string | undefined): Mm | null {
  const [first] = machine.tasks.values();
  const found = child === undefined ? first : machine.tasks.get(Number(names.get(child) ?? -1n));
  return found === undefined ? null : (machine.mms.get(found.mm) ?? null);
}

/**
 * The mappings from an address on, as far as the wanted ones reach: each as its length in pages and permissions, a
 * hole with `-`. A mapping that begins before or ends behind the range shows with its whole length.
 */
function mapsPicture(mm: Mm, from: number, wanted: string): string {
  const pages = wanted.split(" ").reduce((sum, piece) => sum + Number.parseInt(piece, 10), 0);
  const end = from + pages * PAGE_SIZE;
  const pieces: string[] = [];
  let at = from;
  const add = (to: number, what: string): void => {
    if (to > at) pieces.push(`${(to - at) / PAGE_SIZE}${what}`);
    at = Math.max(at, to);
  };
  for (const { value: vma } of mm.vmas.entries(from, end)) {
    add(Math.max(vma.start, from), EMPTY);
    if (vma.start < from) at = vma.start;
    add(vma.end, permsOf(vma.flags));
  }
  add(end, EMPTY);
  return pieces.join(" ");
}

/** The words that hold of those asked for: `!lo` asks that a mapping has no flag `lo`. */
function flagsPicture({ config }: Machine, mm: Mm, at: number, wanted: string): string {
  const vma = mm.vmas.at(at)?.value;
  if (vma === undefined) return "not mapped";
  const words = new Set(vmFlagWords(vma.flags, config.kernel).split(" "));
  return wanted
    .split(" ")
    .map((word) => word.replace("!", ""))
    .map((word) => (words.has(word) ? word : `!${word}`))
    .join(" ");
}

/** Which pages userfaultfd protects against writing: `w`, the others `-`. */
const protectionPicture = (mm: Mm, at: number, pages: number): string =>
  Array.from({ length: pages }, (_, page) =>
    mm.pageTable.entries.at(vpnOf(at) + page)?.value.uffdWp === true ? "w" : EMPTY,
  ).join("");

function look(machine: Machine, mm: Mm, at: number, what: string): Omit<Checked, "text"> {
  const [kind = "", ...rest] = what.split(" ");
  const wanted = rest.join(" ");
  switch (kind) {
    case "maps":
      return { wanted, found: mapsPicture(mm, at, wanted) };
    case "flags":
      return { wanted, found: flagsPicture(machine, mm, at, wanted) };
    case "wp":
      return { wanted, found: protectionPicture(mm, at, wanted.length) };
    case "offset": {
      const vma = mm.vmas.at(at)?.value;
      const pages = vma === undefined ? NaN : vma.pgoff + (at - vma.start) / PAGE_SIZE;
      return { wanted, found: `${pages}` };
    }
    default:
      return { wanted: what, found: pagesPicture(machine, mm, at, what.length) };
  }
}

/** Holds one check against the machine after a step. */
export function holdCheck(text: string, step: Step): Checked {
  const groups = PLACE.exec(text)?.groups;
  if (groups === undefined) return { text, wanted: "a check", found: "not understood" };
  const { child, base = "", pages = "0", what = "" } = groups;
  const address = base.startsWith("0x") ? BigInt(base) : step.names.get(base);
  const mm = memoryOf(step, child);
  if (address === undefined || mm === null) return { text, wanted: what, found: "no such place" };
  return { text, ...look(step.after, mm, Number(address) + Number(pages) * PAGE_SIZE, what) };
}
