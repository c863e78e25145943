import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engineFigures } from "./engine.ts";

interface KernelFigures {
  readonly moveEight: number;
  readonly smallMix: number;
}

/** The running kernel's own cost of the same calls; null where there is no cc or no Linux. */
function kernelFigures(root: string): KernelFigures | null {
  if (process.platform !== "linux") return null;
  const cache = join(root, "node_modules/.cache/oracle");
  const program = join(cache, "kernelCost");
  try {
    mkdirSync(cache, { recursive: true });
    execFileSync("cc", ["-O1", "-o", program, join(root, "e2e/bench/kernelCost.c")]);
    return JSON.parse(execFileSync(program, { encoding: "utf8" })) as KernelFigures;
  } catch {
    return null;
  }
}

const micro = (nanoseconds: number | undefined): string =>
  nanoseconds === undefined ? "–" : `${(nanoseconds / 1000).toFixed(2)} µs`;

const ratio = (ours: number, theirs: number | undefined): string =>
  theirs === undefined ? "–" : `${(ours / theirs).toFixed(2)}x`;

/** `npm run bench`: one table, engine beside kernel, measured in this run. */
export function runBench(root: string): void {
  const kernel = kernelFigures(root);
  const engine = engineFigures();
  const row = (what: string, ours: number, theirs?: number): void =>
    console.log(
      `${what.padEnd(56)} ${micro(ours).padStart(12)} ${micro(theirs).padStart(12)} ${ratio(ours, theirs).padStart(8)}`,
    );
  console.log(
    `${"a call".padEnd(56)} ${"engine".padStart(12)} ${"this kernel".padStart(12)} ${"ratio".padStart(8)}`,
  );
  row("mremap of 8 touched pages, there and back", engine.moveEight, kernel?.moveEight);
  row("mremap of 64 GiB touched, there and back", engine.moveHuge);
  row("mmap, store, mprotect, munmap of 2 pages", engine.smallMix, kernel?.smallMix);
  row("mmap(NULL) with 65,000 mappings in place", engine.placement);
}
