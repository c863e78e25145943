/** Compiling and running the C programs that the explorer writes, on the running Linux. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { arch, platform, release, tmpdir } from "node:os";
import { join } from "node:path";
import { profileForRelease } from "#engine/kernels.ts";
import { Random } from "./random.ts";

const { profile, exact } = profileForRelease(release());
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;

/** The profile of the running kernel, or of the nearest one. */
export const runningKernel = profile;
/** Why C programs cannot be run here; null if they can. */
export const cObstacle =
  platform() === "linux" && arch() === "x64" && exact && hasCompiler
    ? null
    : `C programs are not run: this is ${platform()} ${arch()} ${release()} ${hasCompiler ? "with" : "without"} cc; ` +
      `needed is Linux on x86-64, a release that the explorer knows, and cc`;

const AT_ONCE = 2;
export const COMPILE_MS = 30_000;
export const RUN_MS = 30_000;
/** Exit status of a program that cannot be performed on this machine. */
export const SKIPPED = 77;
/** What comes first when there is no time for everything: another order every day. */
export const SEED = Number(process.env["C_PROGRAMS_SEED"] ?? Math.floor(Date.now() / 86_400_000));

export interface Ran {
  readonly code: number;
  readonly output: string;
}

const started = (file: string, args: readonly string[], timeout: number): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { timeout }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });

/** Compiles a program with every warning an error, and runs it. */
export async function performC(folder: string, id: string, text: string): Promise<Ran> {
  const source = join(folder, `${id}.c`);
  const program = join(folder, id);
  await writeFile(source, text);
  const compiled = await started(
    "cc",
    ["-O0", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-pthread", "-o", program, source],
    COMPILE_MS,
  );
  return compiled.code === 0 ? started(program, [], RUN_MS) : compiled;
}

/** Two programs are made and run at a time, until the time is over: what is left then is not in the results. */
export async function performAll<T extends { readonly id: string }>(
  folder: string,
  items: readonly T[],
  textOf: (item: T) => string,
  budgetMs: number,
): Promise<readonly (Ran & { readonly id: string })[]> {
  const results: (Ran & { id: string })[] = [];
  const waiting = [...items];
  const end = Date.now() + budgetMs;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && Date.now() < end; next = waiting.shift()) {
      const ran = await performC(folder, next.id.replaceAll(/[^\w.-]/g, "-"), textOf(next));
      results.push({ id: next.id, ...ran });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** In the order that the seed gives. */
export function shuffled<T>(items: readonly T[]): readonly T[] {
  const random = new Random(SEED);
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Does work in a folder that is gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "c-programs-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
