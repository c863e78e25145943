/** One small program for every call. */

const HEAP = "heap = mmap(NULL, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)";
const FILE = `fd = memfd_create("a")
ftruncate(fd, 4*PAGE)`;
const SHARED = `${FILE}
map = mmap(NULL, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED, fd)`;
const WATCHED = `${HEAP}
uffd = userfaultfd(UFFD_USER_MODE_ONLY)
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, 4*PAGE, MISSING})`;

/** By the name of the call. */
export const CALL_EXAMPLES: Readonly<Record<string, string>> = {
  mmap: `${HEAP}
expect maps heap, 4*PAGE, rw-p`,
  munmap: `${HEAP}
munmap(heap + PAGE, PAGE)
expect maps heap + PAGE, PAGE, none`,
  mprotect: `${HEAP}
mprotect(heap, PAGE, PROT_READ)
store(heap, 1, 'A') = -1 SIGSEGV`,
  mremap: `${HEAP}
store(heap, 4*PAGE, 'A')
to = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)
expect maps heap, 4*PAGE, rw-p
expect maps to, 4*PAGE, rw-p`,
  madvise: `${HEAP}
store(heap, 4*PAGE, 'A')
madvise(heap, 2*PAGE, MADV_DONTNEED)
load(heap, 1)`,
  mlock: `${HEAP}
mlock(heap, 2*PAGE)`,
  mlock2: `${HEAP}
mlock2(heap, 4*PAGE, MLOCK_ONFAULT)`,
  munlock: `${HEAP}
mlock(heap, 4*PAGE)
munlock(heap, PAGE)`,
  mlockall: `mlockall(MCL_FUTURE)
${HEAP}`,
  munlockall: `mlockall(MCL_FUTURE)
munlockall()`,
  brk: `end = brk(NULL)
brk(end + 2*PAGE)
expect maps end, 2*PAGE, rw-p, "[heap]"`,
  mseal: `${HEAP}
mseal(heap, 4*PAGE)
munmap(heap, PAGE) = -1 EPERM`,
  msync: `${SHARED}
store(map, PAGE, 'A')
msync(map, 4*PAGE, MS_SYNC)`,
  remap_file_pages: `${SHARED}
remap_file_pages(map, PAGE, 0, 2)`,
  memfd_create: `fd = memfd_create("a")
ftruncate(fd, PAGE)`,
  ftruncate: `${SHARED}
ftruncate(fd, PAGE)
load(map + PAGE, 1) = -1 SIGBUS`,
  fallocate: `${SHARED}
store(map, PAGE, 'A')
fallocate(fd, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 0, PAGE)`,
  close: `${SHARED}
close(fd)
store(map, PAGE, 'A')`,
  prlimit64: `${HEAP}
prlimit64(0, RLIMIT_MEMLOCK, {rlim_cur=PAGE, rlim_max=PAGE})
mlock(heap, PAGE)`,
  userfaultfd: `uffd = userfaultfd(UFFD_USER_MODE_ONLY)
ioctl(uffd, UFFDIO_API)`,
  ioctl: `${WATCHED}
thread gc: load(heap, 1)
ioctl(uffd, UFFDIO_ZEROPAGE, {heap, PAGE})`,
  fork: `${HEAP}
store(heap, PAGE, 'A')
child = fork()
thread child: store(heap, PAGE, 'B')`,
  read: `${SHARED}
${HEAP}
read(fd, heap, PAGE)`,
  write: `${FILE}
${HEAP}
write(fd, heap, PAGE)`,
  pread64: `${FILE}
${HEAP}
pread64(fd, heap, PAGE, 2*PAGE)`,
  pwrite64: `${FILE}
${HEAP}
pwrite64(fd, heap, PAGE, 2*PAGE)`,
  process_vm_readv: `${HEAP}
store(heap, PAGE, 'A')
process_vm_readv(1, {heap + PAGE, PAGE}, 1, {heap, PAGE})`,
  io_setup: `${HEAP}
io_setup(8, heap)`,
  store: `${HEAP}
store(heap, 3*PAGE, 'A')`,
  load: `${HEAP}
load(heap)
munmap(heap + 2*PAGE, 2*PAGE)
load(heap, 4*PAGE) = -1 SIGSEGV`,
  memset: `${HEAP}
memset(heap, 0, 2*PAGE)`,
  serve: `${WATCHED}
serve(uffd)
load(heap, 2*PAGE)`,
  memcpy: `${HEAP}
store(heap, PAGE, 'A')
memcpy(heap + PAGE, heap, PAGE)`,
};
