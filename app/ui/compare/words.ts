import type { DifferenceKind } from "#timeline/compareRuns.ts";
import type { Side } from "#timeline/compareCursor.ts";
import type { NoCopy } from "#store/handCopy.ts";

const several = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

const NO_COPY: Readonly<Record<NoCopy, string>> = {
  "not-mremap": "Step to an mremap call first: that is the one to do by hand.",
  failed: "This mremap call fails and moves nothing, so there is nothing to copy.",
  "not-readable": "The source cannot be read, so memcpy would get a SIGSEGV. mremap does not need to read.",
  "nothing-to-move": "With old_size 0 the pages are mapped a second time; copying them is something else.",
};

/** Every sentence of the page that compares. */
export const words = {
  title: "Compare",
  about: "Two runs side by side, with one clock. Outlines and signs mark what differs.",
  sides: { left: "Left", right: "Right" } satisfies Record<Side, string>,
  kernelOf: (side: Side): string => `Kernel of the ${side} run`,
  stageOf: (side: Side): string => (side === "left" ? "Left run" : "Right run"),
  rightIs: "The right run is",
  choices: {
    kernel: "on another kernel",
    flags: "with other flags",
    hand: "copied by hand",
    branch: "a branch",
    link: "another program",
  },
  flagsOf: "Flags of the right run’s call",
  noRemap: "Step to an mremap call first: its flags are the ones to change.",
  noCopy: (why: NoCopy): string => NO_COPY[why],
  byHand: "By hand: mmap, memcpy, munmap in place of the mremap call.",
  linkField: "Link of the right run",
  linkHint: "Paste a link of the explorer, then press Enter.",
  badLink: "This is no link of the explorer. Copy one from Share.",
  branchOf: "Branch on the right",
  noBranches: "There are no branches yet. “Fork here” on the workbench makes one.",
  swap: "Swap sides",
  openSide: "Open in the workbench",
  openSideLong: (side: Side): string => `Open the ${side} run in the workbench`,
  waits: "waits: it has no such call",
  before: "before the first call",
  timeline: "Both runs, row by row",
  goToRow: (row: number, call: string): string => `Row ${row}: ${call}`,
  gap: "no call",
  loading: "Running both …",
  broken: "The link of this comparison cannot be read. Here is the program of the workbench instead.",
  differences: "Differences",
  legend: "On a stage: + is only in the other run, × is not in the other run, ≠ is another there.",
  identicalLong: "Identical: every result, mapping, page, frame and counter is the same after every call.",
  count: (count: number): string => several(count, "difference", "differences"),
  fromStart: "from the start",
  inRow: (row: number, call: string): string => `${row} · ${call}`,
  kinds: {
    call: "call",
    result: "result",
    mapping: "mapping",
    page: "pages",
    frames: "frames",
    counter: "counter",
    event: "work",
  } satisfies Record<DifferenceKind, string>,
  noValue: (kind: DifferenceKind): string => (kind === "call" ? "no call" : "nothing"),
  cost: (side: Side): string => `Cost of the ${side} run`,
  costWhen: "When",
  costHere: "here",
  costAll: "so far",
  costs: {
    entries: "entries touched",
    tables: "tables moved",
    flushes: "TLB flushes",
    bytes: "bytes copied",
    allocated: "frames allocated",
    inUse: "frames in use",
    peak: "most frames at once",
  },
  versions: "This call on every kernel",
  versionsAbout: "Each on the same memory as here, so only the call’s own rules differ. ≠ marks a change.",
  noVersions: "Step to a call to see it on every kernel.",
  versionCell: (kernel: string, result: string, differs: boolean): string =>
    `${kernel}: ${result}${differs ? ", other than on the kernel before" : ""}. Compare`,
  titleByHand: "copied by hand",
  titleFlags: "with other flags",
};
