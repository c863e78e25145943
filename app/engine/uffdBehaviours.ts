import { row } from "./behaviour.ts";

/** Where releases differ in userfaultfd. */
export const UFFD_BEHAVIOURS = {
  uffdUserModeOnlyKnown: row(
    [["5.11", null]],
    "UFFD_USER_MODE_ONLY exists",
    "A descriptor that hears only of faults taken in user mode; needs no privilege.",
    "37cd0575b8510",
  ),
  uffdApiOnceClears: row(
    [["5.15", null]],
    "a second UFFDIO_API clears its structure",
    "Like every other refused UFFDIO_API; before 5.15 the second one was refused without a look at it.",
    "22e5fe2a2a27",
  ),
  uffdMinorKnown: row(
    [["5.13", null]],
    "minor faults and UFFDIO_CONTINUE exist",
    "A page that the object has but the page table has not can be reported.",
    "7677f7fd8be7",
  ),
  uffdPoisonKnown: row(
    [["6.6", null]],
    "UFFDIO_POISON exists",
    "Makes pages whose access is a SIGBUS.",
    "fc71884a5f59",
  ),
  uffdMoveKnown: row(
    [["6.8", null]],
    "UFFDIO_MOVE exists",
    "Answers a fault with a page taken from another place of the same process.",
    "adef440691ba",
  ),
  uffdRwpKnown: row(
    [["7.3", null]],
    "userfaultfd has a mode for reads and writes (RWP)",
    "A third way of watching pages; this project knows it by name only.",
  ),
  uffdWpOnSharedMemory: row(
    [["5.19", null]],
    "shared memory can be write-protected",
    "Before, mode WP was for private anonymous memory only.",
    "b1f9e876862d",
  ),
  uffdWpManyMappings: row(
    [["6.4", null]],
    "UFFDIO_WRITEPROTECT spans several mappings",
    "Before 6.4 the range had to lie in one mapping.",
  ),
  uffdUnregisterLiftsWp: row(
    [["6.0", null]],
    "unregistering lifts write protection",
    "Earlier kernels left the protect bits in the page table.",
    "f369b07c8618",
  ),
  uffdUnregisterOwnOnly: row(
    [["6.17", null]],
    "only the descriptor that registered can unregister",
    "Another descriptor gets EINVAL; before 6.17 it silently took the registration away.",
  ),
  uffdTellsChanging: row(
    [["6.15", null]],
    "a fill refused for an unread event says so in its structure",
    "Before, the member for the progress was left as it was; only the errno told.",
    "95567729173e6",
  ),
  uffdFillPreparesFirst: row(
    [["6.9", null]],
    "UFFDIO_COPY prepares the mapping before it asks whether it is registered",
    "Even a refused fill leaves an untouched private mapping with an anon_vma.",
  ),
  uffdChecksSource: row(
    [["6.6", null]],
    "UFFDIO_COPY checks the source range",
    "A source outside user space is EINVAL; before, reading it failed with EFAULT.",
  ),
  uffdFillReplacesMarkers: row(
    [["5.19", null]],
    "UFFDIO_COPY replaces a marker",
    "A page that is only a marker counts as missing.",
    "8ee79edff6d6",
  ),
  uffdFillKeepsGuards: row(
    [["7.0", null]],
    "UFFDIO_COPY leaves guard regions alone",
    "Before, a guard was replaced like any other marker.",
  ),
} as const;
