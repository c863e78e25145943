import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engineFigures } from "./engine.ts";
import { historyFigures } from "./history.ts";
import { orderFigures } from "./interleavings.ts";
import { type Ratios, compareWithKept, keep } from "./kept.ts";
import { linkFigures } from "./links.ts";
import { logFigures } from "./straceBench.ts";

interface KernelFigures {
  readonly yardstick: number;
  readonly moveEight: number;
  readonly smallMix: number;
  /** 0: the limit of mappings is lower here. */
  readonly placement: number;
}

/** A program that prints the running kernel's own cost of the same calls; null where there is no cc or no Linux. */
function kernelProgram(root: string): string | null {
  if (process.platform !== "linux") return null;
  const cache = join(root, "node_modules/.cache/oracle");
  const program = join(cache, "kernelCost");
  try {
    mkdirSync(cache, { recursive: true });
    execFileSync("cc", ["-O1", "-o", program, join(root, "e2e/bench/kernelCost.c")]);
    return program;
  } catch {
    return null;
  }
}

const measured = (program: string): KernelFigures =>
  JSON.parse(execFileSync(program, { encoding: "utf8" })) as KernelFigures;

/** Of two measurements the better one of each figure: noise only adds. */
const better = (one: KernelFigures, other: KernelFigures): KernelFigures => ({
  yardstick: Math.min(one.yardstick, other.yardstick),
  moveEight: Math.min(one.moveEight, other.moveEight),
  smallMix: Math.min(one.smallMix, other.smallMix),
  placement: Math.min(one.placement, other.placement),
});

const micro = (nanoseconds: number | undefined): string =>
  nanoseconds === undefined || nanoseconds === 0 ? "–" : `${(nanoseconds / 1000).toFixed(2)} µs`;

const ratio = (ours: number, theirs: number | undefined): string =>
  theirs === undefined || theirs === 0 ? "–" : `${(ours / theirs).toFixed(2)}x`;

const row = (what: string, ...figures: readonly string[]): void =>
  console.log(`${what.padEnd(56)} ${figures.map((figure) => figure.padStart(12)).join(" ")}`);

/** A run long enough that not all of it can be kept. */
const MANY_CALLS = 1_000_000;

/** `npm run bench`: one table, engine beside kernel, measured in this run: the kernel before and after the engine. */
export async function runBench(root: string, keeping = false): Promise<void> {
  const program = kernelProgram(root);
  const before = program === null ? null : measured(program);
  const engine = engineFigures();
  const kernel = program === null || before === null ? null : better(before, measured(program));
  const compare = (what: string, ours: number, theirs?: number): void =>
    row(what, micro(ours), micro(theirs), ratio(ours, theirs));
  row("a call", "engine", "this kernel", "ratio");
  compare("mremap of 8 touched pages, there and back", engine.moveEight, kernel?.moveEight);
  compare("mremap of 64 GiB touched, there and back", engine.moveHuge);
  compare("mmap, store, mprotect, munmap of 2 pages", engine.smallMix, kernel?.smallMix);
  compare("mmap(NULL) with 65,500 mappings in place", engine.placement, kernel?.placement);
  compare("yardstick: the same loop of 1,000 passes in C", engine.yardstick * 1000, yardstickOf(kernel));
  printLogs();
  const history = historyFigures(MANY_CALLS);
  console.log();
  row("a run of 1,000,000 calls", "engine");
  row("making it, a call", micro(history.making));
  row("memory of the whole", `${(history.bytes / 2 ** 20).toFixed(0)} MiB`);
  row("reaching any step, with its events: usually", `${(history.usual / 1e6).toFixed(2)} ms`);
  row("reaching any step, with its events: the worst of 500", `${(history.worst / 1e6).toFixed(2)} ms`);
  const { orders, perSecond, outcomes } = orderFigures();
  console.log();
  row(`all ${orders.toLocaleString("en")} orders of 12 calls in 3 threads`, "a second", "outcomes");
  row("run and told apart", Math.round(perSecond).toLocaleString("en"), String(outcomes));
  const links = await linkFigures();
  console.log();
  row("a link of a scenario, over the whole library", "usual", "longest");
  row("characters", String(links.usual), String(links.longest));
  row("written", micro(links.encode));
  row("read", micro(links.decode));
  const loop = engine.yardstick * 1000;
  printKept(
    root,
    {
      "mremap of 8 pages": engine.moveEight / loop,
      "mremap of 64 GiB": engine.moveHuge / loop,
      "mmap, store, mprotect, munmap": engine.smallMix / loop,
      "mmap(NULL) with 65,500 mappings": engine.placement / loop,
      "a run of 1,000,000 calls: a call": history.making / loop,
      "a run of 1,000,000 calls: a step": history.usual / loop,
      "all orders: an order": 1e9 / perSecond / loop,
      "a link written": links.encode / loop,
      "a link read": links.decode / loop,
    },
    keeping,
  );
}

/** As ratios to the yardstick, beside those kept in the repository. */
function printKept(root: string, ratios: Ratios, keeping: boolean): void {
  console.log();
  row("in loops of the yardstick (1,000 passes)", "now", "as kept", "change");
  for (const line of compareWithKept(root, ratios)) console.log(line);
  if (keeping) keep(root, ratios);
}

/** Logs of a million lines, as the import page's worker reads them. */
function printLogs(): void {
  console.log();
  row("an strace log of 1,000,000 lines", "lines a second", "MiB in all", "search");
  for (const memory of [1, 5]) {
    const { linesPerSecond, mebibytes, search } = logFigures(1_000_000, memory);
    const speed = Math.round(linesPerSecond).toLocaleString("en");
    row(
      `read and replayed, ${memory} of 10 lines calls on memory`,
      speed,
      mebibytes.toFixed(0),
      `${search.toFixed(0)} ms`,
    );
  }
}

const yardstickOf = (kernel: KernelFigures | null): number | undefined =>
  kernel === null ? undefined : kernel.yardstick * 1000;
