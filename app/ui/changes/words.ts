import type { Topic } from "#teach/changes.ts";

/** The sentences of “what changed when”; loaded with it. */
export const words = {
  title: "What changed when",
  about:
    "mremap and its surroundings are not the same on every kernel. Each row is a rule of the engine with the release that brought it, and both sides of the change are played by the engine on a small program. “Until” names the first release without it.",
  toMatrix: "Five kernels, one call",
  toList: "All changes",
  filters: "Find a change",
  topic: "About",
  anyTopic: "Everything",
  release: "Release",
  anyRelease: "Any release",
  bugs: "Bugs only",
  clear: "Clear",
  count: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
  none: "No change fits. Take one filter away.",
  commit: "commit",
  bug: "bug",
  call: (number: number) => `After call ${number}: `,
  open: (label: string) => `Open on ${label}`,
  working: "…",
  noSides: "No two kernels of the explorer lie on its two sides.",
  matrixAbout:
    "Calls that five real kernels answered differently. Every cell is computed by the engine in your browser; a click opens the call in the workbench, on that kernel.",
  matrixCaption: "Five kernels, one call",
  trial: "The call",
  cell: (title: string, label: string, text: string) => `${title}, ${label}: ${text}. Open`,
  notTried: "not tried",
} as const;

export const TOPICS: Readonly<Record<Topic, string>> = {
  dontunmap: "MREMAP_DONTUNMAP",
  mremap: "mremap",
  mappings: "mmap, mprotect and merging",
  userfaultfd: "userfaultfd",
  advice: "madvise, mlock and brk",
  pages: "page tables and faults",
};
