/** The language from its beginning: a few sentences and a program for each thing that it can say. */
export interface GuideEntry {
  readonly title: string;
  readonly text: string;
  readonly example: string;
}

export const GUIDE: readonly GuideEntry[] = [
  {
    title: "A program is calls with named results",
    text: "Each line is a call as C has it. A name in front of it keeps what came back, for the lines below. What stands behind // or # is for people.",
    example: `// eight pages, then twice as many
heap = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(heap, 2*PAGE, 'A')
bigger = mremap(heap, 8*PAGE, 16*PAGE, MREMAP_MAYMOVE)`,
  },
  {
    title: "Numbers and sums",
    text: "Decimal, hexadecimal, characters in quotes, PAGE for 4096, and KiB, MiB, GiB, TiB behind a number. Sums as in C: + - * | << ~ and parentheses. A name can stand for any number.",
    example: `size = 64 KiB
heap = mmap(0x10000000, size, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
second = heap + size - 2*PAGE
store(second, PAGE, 'Z')`,
  },
  {
    title: "What may be left out",
    text: "Arguments at the end that nearly always are the same, and the beginning of a flag’s name where the argument tells which is meant. A raw number stands for flags as well. The tidy form writes all of it out.",
    example: `heap = mmap(NULL, 2*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
load(heap)
to = mremap(heap, 2*PAGE, 2*PAGE, MAYMOVE|DONTUNMAP)
mremap(to, 2*PAGE, 4*PAGE, 0x1)`,
  },
  {
    title: "Structures",
    text: "As strace writes them, with the names of the members; or the values alone, in their order. Members that are usually 0 may be left out.",
    example: `heap = mmap(NULL, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
uffd = userfaultfd(UFFD_USER_MODE_ONLY)
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=2*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
ioctl(uffd, UFFDIO_REGISTER, {heap + 2*PAGE, 2*PAGE, MISSING})`,
  },
  {
    title: "Touching memory",
    text: "A program has its pages only when it has touched them. store and load touch each page of a range once; memset and memcpy go over every byte.",
    example: `heap = mmap(NULL, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
store(heap, PAGE, 'A')
memcpy(heap + PAGE, heap, PAGE)
memset(heap + 2*PAGE, 0, PAGE)
load(heap, 4*PAGE)`,
  },
  {
    title: "Threads and children",
    text: "thread NAME: in front of a call says who makes it; alone on a line it holds for all calls below. The variable that fork gave is the name of the child. A thread that sleeps goes on by itself when something wakes it.",
    example: `heap = mmap(NULL, PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
thread gc: store(heap, PAGE, 'A')
child = fork()
thread child:
store(heap, PAGE, 'B')`,
  },
  {
    title: "What should come back",
    text: "Behind a call: = and a value, an errno or a signal. The line turns red where the engine disagrees.",
    example: `heap = mmap(0x10000000, 2*PAGE, READ, PRIVATE|ANONYMOUS|FIXED) = 0x10000000
mremap(heap, 2*PAGE, PAGE, FIXED, 0x20000000) = -1 EINVAL
store(heap, 1, 'A') = -1 SIGSEGV
munmap(heap, 2*PAGE) = 0`,
  },
  {
    title: "What the memory map should be",
    text: "expect maps compares with a line of /proc/PID/maps: start, length, permissions, and a name in quotes if it matters. It holds when one mapping has exactly this range; so it also tells whether the kernel has merged two. none: nothing is mapped there. Several stand in braces, each on its own line.",
    example: `heap = mmap(NULL, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
expect maps heap, 4*PAGE, rw-p
mprotect(heap + PAGE, PAGE, PROT_NONE)
expect maps {
  heap, PAGE, rw-p
  heap + PAGE, PAGE, ---p
  heap + 2*PAGE, 2*PAGE, rw-p
}
munmap(heap, 4*PAGE)
expect maps heap, 4*PAGE, none`,
  },
  {
    title: "Lines of strace",
    text: "strace’s own lines are lines of this language, with all that stands behind the result. What the call came back with then is what should come back here.",
    example: `mmap(0x10000000, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x10000000
mremap(0x10000000, 8192, 0, MREMAP_MAYMOVE) = -1 EINVAL (Invalid argument) <0.000011>`,
  },
  {
    title: "The machine",
    text: "In front of the first call: the kernel, limits, how much memory, and what is mapped from the start.",
    example: `kernel 6.1
limit MEMLOCK 64 KiB
thp never
heap = mmap(NULL, 128 KiB, READ|WRITE, PRIVATE|ANONYMOUS)
mlock(heap, 64 KiB) = 0`,
  },
];

/** A program for each setting. */
export const SETTING_EXAMPLES: Readonly<Record<string, string>> = {
  title: 'title "Two pages"\nheap = mmap(NULL, 2*PAGE, READ, PRIVATE|ANONYMOUS)',
  kernel: `kernel 5.4
heap = mmap(NULL, PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
mremap(heap, PAGE, PAGE, MAYMOVE|DONTUNMAP) = -1 EINVAL`,
  limit: `limit AS 4 MiB
heap = mmap(NULL, 8 MiB, READ, PRIVATE|ANONYMOUS) = -1 ENOMEM`,
  thp: `thp always
heap = mmap(NULL, 4 MiB, READ|WRITE, PRIVATE|ANONYMOUS)
store(heap, PAGE, 'A')`,
  overcommit: `overcommit 2
memory 1 GiB
heap = mmap(NULL, 2 GiB, READ|WRITE, PRIVATE|ANONYMOUS) = -1 ENOMEM`,
  max_map_count: `max_map_count 7
mmap(NULL, PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
mmap(NULL, PAGE, READ, PRIVATE|ANONYMOUS) = -1 ENOMEM`,
  mmap_min_addr: `mmap_min_addr 65536
capabilities CAP_IPC_LOCK
mmap(0x1000, PAGE, READ, PRIVATE|ANONYMOUS|FIXED) = -1 EPERM`,
  memory: `memory 64 MiB
heap = mmap(NULL, 1 GiB, READ|WRITE, PRIVATE|ANONYMOUS) = -1 ENOMEM`,
  capabilities: `limit MEMLOCK 0
capabilities CAP_IPC_LOCK
heap = mmap(NULL, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS)
mlock(heap, 4*PAGE) = 0`,
  maps: `maps 0x10000000, 2*PAGE, rw-p
maps 0x10002000, PAGE, r--p
mremap(0x10000000, 2*PAGE, 3*PAGE, 0) = -1 ENOMEM`,
};
