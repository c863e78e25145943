import { CHROMIUM_SWAP } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const swapOut: ScenarioBody = {
  id: "swap-out",
  ask: "How can memory go to disk without stopping the process?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
store(heap + 2*PAGE, 2*PAGE, 'B')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
disk = memfd_create("disk", MFD_CLOEXEC)
aside = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
write(disk, aside, 4*PAGE)
munmap(aside, 4*PAGE)
thread app: load(heap + 2*PAGE, PAGE)
thread monitor: fresh = mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
thread monitor: pread64(disk, fresh, PAGE, 2*PAGE)
thread monitor: ioctl(uffd, UFFDIO_COPY, {dst=heap + 2*PAGE, src=fresh, len=PAGE, mode=0})
`,
  question: {
    id: "swap-out.place",
    kind: "place",
    before: 11,
    prompt:
      "All four pages are on disk. The app reads its third page, and the monitor answers. What stands in the heap afterwards?",
    from: "heap",
    pages: 4,
    after: 14,
    pieces: "AB.-z0",
    rule: "Only the page that was asked for comes back. The others stay on disk until somebody touches them.",
  },
  story: [
    "One call takes all pages away, so that the copy on disk is of one moment. The app’s mapping stays as it was: same addresses, same permissions.",
    "The frames are written out and freed. When the app touches a page, the monitor brings that one back. A memory file stands in for the disk here.",
  ],
  aha: "The process never stopped, and its own mapping never changed.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "heap", after: 8, are: "...." },
        { fact: "result", call: 9, is: "ok" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "counter", counter: "anon", from: 8, after: 10, grew: -4 },
        { fact: "result", call: 11, is: "blocked" },
        { fact: "result", call: 14, is: "ok" },
        { fact: "pages", from: "heap", after: 14, are: "..B." },
        { fact: "vmas", from: "heap", pages: 4, after: 14, are: 1 },
        { fact: "perms", addr: "heap", after: 14, are: "rw-p" },
      ],
    },
  ],

  sources: [PATCH_V3, CHROMIUM_SWAP],
  neighbours: ["fault-on-emptied-source", "drop-by-mapping", "the-bill"],
};
