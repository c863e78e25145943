import { PAGE_SIZE } from "#engine/addr.ts";
import type { Problem, ProblemQuestion } from "../problem.ts";

/** Lines of the scenario language, as the exercises need them. */

export const HEAP = 0x1000_0000;

/** An address: hexadecimal, or a name with a number of pages behind it. */
export const hexOf = (addr: number): string => `0x${addr.toString(16)}`;
export const pagesOf = (addr: number, pages: number): number => addr + pages * PAGE_SIZE;
export const sizeOf = (pages: number): string => (pages === 1 ? "PAGE" : `${pages}*PAGE`);
export const at = (name: string, pages: number): string =>
  pages === 0 ? name : `${name} + ${sizeOf(pages)}`;

const RW = "PROT_READ|PROT_WRITE";

export const anon = (name: string, addr: number, pages: number): string =>
  `${name} = mmap(${hexOf(addr)}, ${sizeOf(pages)}, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`;

export const sharedAnon = (name: string, addr: number, pages: number): string =>
  `${name} = mmap(${hexOf(addr)}, ${sizeOf(pages)}, ${RW}, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`;

/** A mapping of a file; `sharing`: MAP_SHARED or MAP_PRIVATE. */
export const fileView = (
  name: string,
  addr: number,
  pages: number,
  sharing: "MAP_SHARED" | "MAP_PRIVATE",
): string => `${name} = mmap(${hexOf(addr)}, ${sizeOf(pages)}, ${RW}, ${sharing}|MAP_FIXED, file, 0)`;

export const store = (where: string, pages: number, letter: string): string =>
  `store(${where}, ${sizeOf(pages)}, '${letter}')`;
export const load = (where: string, pages: number): string => `load(${where}, ${sizeOf(pages)})`;

/** The pages as runs of neighbours, so that a run is one line. */
const runsOf = (pages: readonly number[]): readonly (readonly [from: number, count: number])[] => {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === page) last[1] += 1;
    else runs.push([page, 1]);
  }
  return runs;
};

export const storeInto = (name: string, pages: readonly number[], letter: string): readonly string[] =>
  runsOf(pages).map(([from, count]) => store(at(name, from), count, letter));
export const loadFrom = (name: string, pages: readonly number[]): readonly string[] =>
  runsOf(pages).map(([from, count]) => load(at(name, from), count));

export const PLAIN = "MREMAP_MAYMOVE|MREMAP_FIXED";
export const DONTUNMAP = "MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP";

/** A call of mremap that keeps the size. */
export const move = (from: string, pages: number, flags: string, to: string): string =>
  `mremap(${from}, ${sizeOf(pages)}, ${sizeOf(pages)}, ${flags}, ${to})`;
export const resize = (from: string, pages: number, now: number, flags = "0"): string =>
  `mremap(${from}, ${sizeOf(pages)}, ${sizeOf(now)}, ${flags}, 0)`;

export const watch = (name: string, pages: number, features = "0"): readonly string[] => [
  "uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)",
  `ioctl(uffd, UFFDIO_API, {api=0xaa, features=${features}})`,
  register(name, pages),
];
export const openWatch = (): readonly string[] => watch("", 0).slice(0, 2);
export const register = (name: string, pages: number): string =>
  `ioctl(uffd, UFFDIO_REGISTER, {range={start=${name}, len=${sizeOf(pages)}}, mode=UFFDIO_REGISTER_MODE_MISSING})`;

/** The settings in front are no calls. */
const SETTING = /^(?:limit|thp|overcommit|memory|max_map_count|kernel|title|capabilities) /;

/** Number of calls in these lines. */
export const callsIn = (lines: readonly string[]): number =>
  lines.filter((line) => !SETTING.test(line)).length;

export const problem = (lines: readonly string[], question: ProblemQuestion): Problem => ({
  program: `${lines.join("\n")}\n`,
  question,
});

export const pageWord = (pages: number): string => (pages === 1 ? "1 page" : `${pages} pages`);

/** "pages 2 and 4", "page 3": counted from 1, as the texts count. */
export const pageList = (pages: readonly number[]): string => {
  const numbers = pages.map((page) => String(page + 1));
  const last = numbers.at(-1) ?? "";
  return numbers.length < 2 ? `page ${last}` : `pages ${numbers.slice(0, -1).join(", ")} and ${last}`;
};

/** A place to move to, far from the source, another one each time. */
export const farAway = (number: number): number => 0x2000_0000 + number * 0x10_0000;
