import { PAGE_SIZE } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";

/** A counter with a limit that a call may run into. */
export interface Gauge {
  readonly name: string;
  /** What the limit is called. */
  readonly limit: string;
  readonly value: number;
  readonly max: number;
  /** Pages are said in kB, mappings are counted. */
  readonly unit: "pages" | "count";
}

const pagesOf = (bytes: number): number => Math.floor(bytes / PAGE_SIZE);

/** More than a process can ever have: the limit is none. */
const UNLIMITED = pagesOf(2 ** 47);
/** A gauge of mappings is shown from this share on. */
const CROWDED = 0.05;

/** Gauges that mean something now: those with a limit, and near it where the limit is the kernel's own. */
export function gaugesOf(machine: Machine, mm: Mm): readonly Gauge[] {
  const { rlimits, config } = machine;
  const lock = pagesOf(rlimits.memlock.soft);
  const size = pagesOf(rlimits.as.soft);
  const maps: Gauge = {
    name: "map_count",
    limit: "vm.max_map_count",
    value: mm.mapCount,
    max: config.maxMapCount,
    unit: "count",
  };
  return [
    ...(lock < UNLIMITED && mm.lockedVm > 0
      ? [{ name: "VmLck", limit: "RLIMIT_MEMLOCK", value: mm.lockedVm, max: lock, unit: "pages" } as const]
      : []),
    ...(size < UNLIMITED
      ? [{ name: "VmSize", limit: "RLIMIT_AS", value: mm.totalVm, max: size, unit: "pages" } as const]
      : []),
    ...(mm.mapCount > config.maxMapCount * CROWDED ? [maps] : []),
    ...(config.overcommit === 2
      ? [
          {
            name: "Committed_AS",
            limit: "CommitLimit",
            value: machine.committed,
            max: Math.floor(config.memTotal / 2),
            unit: "pages",
          } as const,
        ]
      : []),
  ];
}
