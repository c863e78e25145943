import { hex } from "#engine/addr.ts";
import type { Behaviour } from "#engine/behaviour.ts";
import type { CallResult } from "#engine/calls.ts";
import { KERNELS, type KernelProfile } from "#engine/kernels.ts";
import type { BehaviourName } from "#engine/kernelBehaviours.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { compareReleases, parseRelease } from "#engine/releases.ts";
import { permsOf } from "#engine/vmFlags.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { pagesPicture } from "./pages.ts";

/** The kernels on the two sides of a change. */
export interface Sides {
  readonly before: KernelProfile;
  readonly after: KernelProfile;
}

/** The patch of January 2020 stands beside the line of releases. */
const RELEASES = KERNELS.filter(({ switches }) => switches.dontunmap !== "v3");

const isOlder = (kernel: KernelProfile, release: string): boolean =>
  compareReleases(parseRelease(kernel.release) ?? [0, 0, 0], parseRelease(release) ?? [0, 0, 0]) < 0;

/**
 * The nearest kernels around a change: where the behaviour begins, or where it ends if that is asked for or no
 * kernel lies before its beginning. Null where no two kernels of the explorer tell the difference.
 */
export const sidesOf = (name: BehaviourName, { spans }: Behaviour, atEnd = false): Sides | null => {
  const starts = atEnd ? [] : spans.map(([from]) => from);
  for (const release of [...starts, ...spans.flatMap(([, until]) => until ?? [])]) {
    const before = RELEASES.findLast((kernel) => isOlder(kernel, release));
    const after = RELEASES.find((kernel) => !isOlder(kernel, release));
    if (before && after && before.switches[name] !== after.switches[name]) return { before, after };
  }
  return null;
};

/** From here on a result is an address. */
const FIRST_ADDRESS = 0x1_0000n;

const resultText = (result: CallResult): string => {
  switch (result.kind) {
    case "ok":
      return result.value >= FIRST_ADDRESS ? hex(result.value) : `returns ${result.value}`;
    case "failed":
      return result.errno;
    case "signal":
      return result.info.signal;
    case "blocked":
      return "sleeps";
    case "notModelled":
      return "not modelled";
  }
};

/** Longer mappings are not drawn page by page. */
const MOST_PAGES = 16;
const PAGE = 4096;

const mmOf = (machine: Machine): Mm | null => {
  const task = [...machine.tasks.values()][0];
  return (task && machine.mms.get(task.mm)) ?? null;
};

/** What is mapped, in the words of the map: permissions, length, and what short mappings hold. */
const mappings = (machine: Machine, mm: Mm): string =>
  [...mm.vmas.entries()]
    .filter(({ start }) => start < 0x7000_0000_0000)
    .map(({ start, end, value }) => {
      const pages = (end - start) / PAGE;
      const content = pages <= MOST_PAGES ? ` ${pagesPicture(machine, mm, start, pages)}` : "";
      return `${hex(BigInt(start))} ${permsOf(value.flags)} ${pages}${content}`;
    })
    .join("\n");

const moved = (step: Step): string => {
  const counts = new Map<string, number>();
  for (const event of step.events) {
    if (event.kind === "ptesMoved") counts.set(event.level, (counts.get(event.level) ?? 0) + 1);
  }
  const names: Readonly<Record<string, string>> = {
    pte: "entries",
    pmd: "whole tables",
    pud: "1 GiB tables",
    hugePmd: "huge entries",
  };
  return [...counts.keys()].map((level) => names[level] ?? level).join(", ");
};

const protectedPages = (mm: Mm): number =>
  [...mm.pageTable.entries.entries()].reduce(
    (sum, { start, end, value }) => sum + (value.uffdWp ? end - start : 0),
    0,
  );

const kib = (pages: number): string => `${pages * 4} kB`;

/** What can be said about the machine after a call, the plainest first. */
const aspectsOf = (step: Step): readonly (readonly [about: string, is: string])[] => {
  const mm = mmOf(step.after);
  const result = ["", resultText(step.result)] as const;
  if (mm === null) return [result];
  return [
    result,
    ["", `${mm.vmas.size} mappings`],
    ["VmLck", kib(mm.lockedVm)],
    ["promised", kib(step.after.committed)],
    ["in memory", kib(mm.rss.anon)],
    ["carried", moved(step)],
    ["write-protected", `${protectedPages(mm)} pages`],
    ["", mappings(step.after, mm)],
  ];
};

/** The first thing that differs between two runs of one program. */
export interface Contrast {
  /** Number of the call, from 1. */
  readonly call: number;
  readonly before: string;
  readonly after: string;
}

const firstDifferent = (a: string, b: string): readonly [string, string] => {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const at = left.findIndex((line, i) => line !== right[i]);
  const i = at < 0 ? left.length : at;
  return [left[i] ?? "nothing more", right[i] ?? "nothing more"];
};

/** Compares two runs call by call; null when nothing that is looked at differs. */
export const contrastOf = (before: Timeline, after: Timeline): Contrast | null => {
  for (const [index, step] of before.steps.entries()) {
    const other = after.steps[index];
    if (other === undefined) break;
    const aspects = aspectsOf(other);
    for (const [i, [about, is]] of aspectsOf(step).entries()) {
      const there = aspects[i]?.[1] ?? "";
      if (is === there) continue;
      const [left, right] = firstDifferent(is, there);
      const name = about === "" ? "" : `${about} `;
      return { call: index + 1, before: `${name}${left}`, after: `${name}${right}` };
    }
  }
  return null;
};
