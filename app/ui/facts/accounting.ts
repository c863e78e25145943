import type { Machine, Mm } from "#engine/machine.ts";

/** A counter as /proc names it, in pages, and how far the current call has changed it. */
export interface Counter {
  readonly name: string;
  readonly pages: number;
  readonly delta: number;
}

interface Source {
  readonly name: string;
  readonly of: (machine: Machine, mm: Mm) => number;
  /** Shown even where it is zero. */
  readonly always: boolean;
}

const SOURCES: readonly Source[] = [
  { name: "VmSize", of: (_, mm) => mm.totalVm, always: true },
  { name: "RssAnon", of: (_, mm) => mm.rss.anon, always: true },
  { name: "RssFile", of: (_, mm) => mm.rss.file, always: false },
  { name: "RssShmem", of: (_, mm) => mm.rss.shmem, always: false },
  { name: "VmLck", of: (_, mm) => mm.lockedVm, always: true },
  { name: "VmData", of: (_, mm) => mm.dataVm, always: true },
  { name: "Committed_AS", of: (machine) => machine.committed, always: true },
];

/** The counters now, beside what they were when the call began. */
export function countersOf(before: Machine, now: Machine, mm: Mm): readonly Counter[] {
  const old = before.mms.get(mm.id) ?? null;
  return SOURCES.map(({ name, of, always }) => {
    const pages = of(now, mm);
    const delta = old === null ? 0 : pages - of(before, old);
    return { name, pages, delta, shown: always || pages !== 0 || delta !== 0 };
  })
    .filter((counter) => counter.shown)
    .map(({ name, pages, delta }) => ({ name, pages, delta }));
}
