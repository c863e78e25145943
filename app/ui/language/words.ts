/** The sentences of the page about the language; loaded with it. */
export const words = {
  title: "The scenario language",
  about:
    "A scenario is a short text that a C programmer reads without a manual. This page is made from the same tables as the program field: what is written here is what runs.",
  parts: "Parts",
  open: "Open in the workbench",
  openLong: (title: string) => `Open in the workbench: ${title}`,
  example: (title: string) => `Example: ${title}`,
  argument: "Argument",
  member: "Member",
  means: "What it means",
  leftOut: "Left out",
  required: "needed",
  name: "Name",
  value: "Value",
  since: "Since",
  always: "all",
  callSince: (release: string) => `Since Linux ${release}`,
  notSystemCall: "no system call: the program’s own access to memory",
  structure: (name: string) => `struct ${name}`,
  forRequest: (name: string) => `for ${name}`,
  usedBy: (uses: string) => `In ${uses}`,
  anywhere: "Anywhere in place of a number",
  settingsText:
    "Lines in front of the first call. Without them: Linux 6.18, 4 GiB of memory, a small program.",
  constantsText:
    "Names for numbers, with the first kernel that knows them. Where the argument tells which names are meant, the part up to the underscore may be left out.",
  structuresText: "Structures in the order of their members. Values without names are taken in this order.",
  callsText:
    "Every call that the engine knows, with what each argument means. What stands in brackets may be left out.",
  guideText: "From one call to a whole program. Every example runs, and the results are those of the engine.",
};

/** The parts of the page with their places in the fragment, in order. */
export const PARTS = [
  { id: "guide", title: "How it is written" },
  { id: "calls", title: "Calls" },
  { id: "constants", title: "Flags and constants" },
  { id: "structures", title: "Structures" },
  { id: "machine", title: "The machine" },
] as const;

export type PartId = (typeof PARTS)[number]["id"];
