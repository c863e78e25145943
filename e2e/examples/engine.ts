/**
 * The engine by itself, without a page: maps three pages, writes them, moves them with MREMAP_DONTUNMAP and prints
 * what /proc/PID/maps shows before and after, and what the kernel did in between.
 *
 *   node e2e/examples/run.mjs
 */
import { createMachine } from "#engine/boot.ts";
import type { ArgValue } from "#engine/calls.ts";
import { profileForRelease } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { pageRuns } from "#engine/pagesView.ts";
import { mapsText } from "#engine/procMaps.ts";
import { runCall } from "#engine/run.ts";
import type { Outcome } from "#engine/run.ts";

const THREAD = 1;
const PAGE = 4096n;
const HERE = 0x1000_0000n;
const PROT_READ_WRITE = 3n;
const MAP_PRIVATE_ANONYMOUS_FIXED = 0x32n;
const THERE = 0x2000_0000n;
const MAYMOVE_FIXED_DONTUNMAP = 7n;

/** One call of the only thread, with the kernel's steps; prints its result. */
function call(machine: Machine, lines: string[], name: string, ...args: readonly ArgValue[]): Outcome {
  const outcome = runCall(machine, THREAD, { name, args }, { watch: true });
  const { result } = outcome;
  if (result.kind === "ok") lines.push(`${name} = 0x${result.value.toString(16)}`);
  else if (result.kind === "failed") lines.push(`${name} = -1 ${result.errno}: ${result.why}`);
  else lines.push(`${name}: ${result.kind}`);
  return outcome;
}

/** What is mapped where the example works, and which frame each page shows. */
function memory(machine: Machine): readonly string[] {
  const [mm] = machine.mms.values();
  if (mm === undefined) return [];
  const maps = mapsText(machine, mm)
    .split("\n")
    .filter((line) => /^[12]0000000-/.test(line));
  const pages = pageRuns(machine, mm).map(
    ({ vpn, pages: count, frame, bits }) =>
      `  page 0x${(vpn * 4096).toString(16)}+${count} ${bits} frame ${frame ?? "none"}`,
  );
  return [...maps, ...pages];
}

/** Runs the example on a kernel, "6.18" or any release; the lines that it prints. */
export function engineExample(release: string): readonly string[] {
  const lines: string[] = [];
  let machine = createMachine({ kernel: profileForRelease(release).profile });
  machine = call(
    machine,
    lines,
    "mmap",
    HERE,
    3n * PAGE,
    PROT_READ_WRITE,
    MAP_PRIVATE_ANONYMOUS_FIXED,
    -1n,
    0n,
  ).machine;
  machine = call(machine, lines, "store", HERE, 3n * PAGE, 0x41n).machine;
  lines.push(...memory(machine));
  const moved = call(machine, lines, "mremap", HERE, 3n * PAGE, 3n * PAGE, MAYMOVE_FIXED_DONTUNMAP, THERE);
  lines.push(...memory(moved.machine));
  for (const { kind, where, depth } of moved.events) {
    if (kind === "ptesMoved" || kind === "vmaCreated")
      lines.push(`${"  ".repeat(depth)}${kind} in ${where}()`);
  }
  return lines;
}
