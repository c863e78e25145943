/**
 * The versions of the patch, January to April 2020. Only version 3 and the merged one are kernels of the engine;
 * the others are told by four rules, which the test holds against the engine where it can.
 */

export interface PatchVersion {
  readonly name: string;
  readonly date: string;
  /** Id of the message in the public archive; a commit for the merged one. */
  readonly where: string;
  /** What its code did that the one before did not. */
  readonly change: string;
  readonly needsFixed: boolean;
  readonly takesShared: boolean;
  readonly resizes: boolean;
  readonly unlocksSource: boolean;
}

const FIRST = { needsFixed: true, takesShared: true, resizes: true, unlocksSource: false };
const FOURTH = { ...FIRST, needsFixed: false, takesShared: false };
const FIFTH = { ...FOURTH, unlocksSource: true };
const SEVENTH = { ...FIFTH, resizes: false };

export const PATCH_VERSIONS: readonly PatchVersion[] = [
  {
    ...FIRST,
    name: "v1",
    date: "2020-01-22",
    where: "20200123014627.71720-1-bgeffon@google.com",
    change: "A new flag for use with FIXED. The last unmap is left out, and nothing is checked.",
  },
  {
    ...FIRST,
    name: "v2",
    date: "2020-01-24",
    where: "20200124190625.257659-1-bgeffon@google.com",
    change: "The same code, with a new description: Andy Lutomirski’s wording, and Android’s use.",
  },
  {
    ...FIRST,
    name: "v3",
    date: "2020-01-26",
    where: "20200127053056.213679-1-bgeffon@google.com",
    change:
      "The limit of addresses is checked after the mapping was found. The text refuses shared memory, the code does not.",
  },
  {
    ...FOURTH,
    name: "v4",
    date: "2020-02-07",
    where: "20200207201856.46070-1-bgeffon@google.com",
    change:
      "FIXED is no longer needed. Memory that is shared or not anonymous is EINVAL. The second mapping is charged.",
  },
  {
    ...FIFTH,
    name: "v5",
    date: "2020-02-14",
    where: "20200214040952.43195-1-bgeffon@google.com",
    change: "The mapping that stays behind loses its lock. A selftest comes with it.",
  },
  {
    ...FIFTH,
    name: "v6",
    date: "2020-02-18",
    where: "20200218173221.237674-1-bgeffon@google.com",
    change: "Tidied up. Lokesh Gidra tested it, Minchan Kim reviewed it.",
  },
  {
    ...SEVENTH,
    name: "v7",
    date: "2020-02-21",
    where: "20200221174248.244748-1-bgeffon@google.com",
    change: "Old and new size must be equal. Kirill Shutemov acked it.",
  },
  {
    ...SEVENTH,
    name: "merged",
    date: "2020-04-02",
    where: "commit e346b3813067, Linux 5.7",
    change: "As version 7.",
  },
];

/** Calls that tell the versions apart, with the scenario that plays each. */
export const PATCH_CALLS = [
  { scenario: "january-needs-fixed", call: "MAYMOVE and DONTUNMAP, without FIXED" },
  { scenario: "dontunmap-shared", call: "shared memory, all three flags" },
  { scenario: "january-resizes", call: "2 pages to 4, all three flags" },
  { scenario: "january-locks-twice", call: "locked memory, all three flags" },
] as const;

/** What a version answers to each of these calls, in a few words. */
export const patchAnswers = (version: PatchVersion): readonly string[] => [
  version.needsFixed ? "EINVAL" : "works",
  version.takesShared ? "works" : "EINVAL",
  version.resizes ? "works" : "EINVAL",
  version.unlocksSource ? "one mapping locked" : "both mappings locked",
];
