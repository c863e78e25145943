import { plural } from "#ui/text/numbers.ts";

/** Words of the details: cost, side lanes, and the parts of a mapping, an entry and a frame. */
export const detailWords = {
  cost: "Cost",
  costThisCall: "this call",
  costSoFar: "in all",
  costs: {
    entries: "entries touched",
    tables: "tables moved",
    flushes: "TLB flushes",
    bytes: "bytes copied",
  },
  costWhere: (where: readonly string[]): string => `in ${where.join(", ")}`,

  gaugeOf: (value: string, max: string, limit: string): string => `${value} of ${max} (${limit})`,
  gauges: "Limits",

  tlb: "TLB",
  tlbNote: "What a processor may still hold: a simulation from the pages touched and flushed.",
  tlbEmpty: "Nothing touched yet, or all of it flushed.",
  tlbHeld: "held",
  tlbStruck: (where: string): string => `flushed in ${where}`,
  tlbMore: (count: number): string => `and ${plural(count, "more row", "more rows")}`,
  tlbPages: (count: number): string => plural(count, "page"),
  zeroPage: "zero page",

  threads: "Threads",
  threadRuns: "can run",
  threadAt: (place: string): string => `Threads over the run; now at ${place}`,
  threadWaits: (why: string): string => `sleeps: ${why}`,
  callsDone: (done: number, all: number): string => `call ${done} of ${all}`,

  cache: "Cache sets",
  cacheNote:
    "A simulation: a data cache indexed by virtual address, four colours (SHMLBA 16 KiB). x86 has none; ARMv6, MIPS and SPARC have.",
  cacheNone: "No frame is mapped twice here.",
  cacheClash: "different colours: stale data without a flush",
  cacheSame: "same colour: both see one line",
  colour: (index: number): string => `colour ${index}`,

  uffd: "userfaultfd",
  uffdWaits: (name: string): string => `${name} sleeps until it is answered`,
  uffdRead: "read",

  unpin: "Let go of what is pinned",
  smaps: "As smaps has it",
  smapsNote: "Referenced is left out: the model has no accessed bit.",
  name: "Name",
  anonVma: "anon_vma",
  none: "none",

  pteBits: "Bit by bit (x86-64)",
  pteValue: "Value",
  bitOff: "0",
  bitOn: "1",
  bitMeans: {
    present: "present",
    write: "writable",
    user: "user",
    accessed: "accessed",
    dirty: "dirty",
    pse: "huge",
    uffdWp: "uffd-wp",
    softDirty: "soft-dirty",
    pfn: "frame",
    nx: "no execute",
  },

  inProcess: (number: number): string => `process ${number}`,
  cacheOf: (name: string, page: number): string => `page cache of ${name}, page ${page}`,
} as const;
