/** What every argument and every member of a structure means, in a learner's words. */
import type { Param, Signature } from "#engine/signatures.ts";
import type { StructMember, StructShape } from "#engine/structShapes.ts";

const RANGE_START = "Where the range begins; a multiple of the page size.";
const RANGE_LENGTH = "Length of the range in bytes; rounded up to whole pages.";
const MEMORY_START = "The first byte that is touched.";
const MEMORY_LENGTH = "How many bytes; every page that they lie in is touched.";
const DESCRIPTOR = "The descriptor of the file.";
const NO_FLAGS = "Flags; there are none yet, so 0.";

/** What an argument of this name means wherever nothing else is said. */
const PARAMS: Readonly<Record<string, string>> = {
  addr: RANGE_START,
  len: RANGE_LENGTH,
  length: RANGE_LENGTH,
  size: RANGE_LENGTH,
  prot: "What may be done with the pages.",
  flags: "How it is done: names joined by |.",
  fd: DESCRIPTOR,
  offset: "Where in the file, in bytes.",
  buf: "Where the bytes are in memory.",
  count: "How many bytes.",
  pid: "The process; 0 is the caller.",
  name: "A name to recognise it by; it stands in /proc/PID/maps.",
};

/** "call.argument" where the general meaning does not do. */
const PARAMS_OF: Readonly<Record<string, string>> = {
  "mmap.addr": "Where the mapping should begin: a hint, or exact with MAP_FIXED. NULL: the kernel chooses.",
  "mmap.flags": "Whose the pages are, what is behind them, and how the place is found.",
  "mmap.fd": "The file to map; -1 for anonymous memory.",
  "mmap.offset": "Where in the file the mapping begins; a multiple of the page size.",
  "mremap.old_address": "Where the part to move or resize begins; a multiple of the page size.",
  "mremap.old_size": "Its length now. 0 makes a second mapping of shared memory instead of moving it.",
  "mremap.new_size": "Its length afterwards; never 0.",
  "mremap.flags": "Whether it may move, where to, and what stays behind.",
  "mremap.new_address":
    "Where it goes: exact with MREMAP_FIXED, a hint with MREMAP_DONTUNMAP, otherwise not looked at.",
  "madvise.advice": "What the kernel is told; one of the MADV_ names.",
  "brk.addr": "Where the heap should end. NULL asks where it ends now.",
  "mseal.flags": NO_FLAGS,
  "remap_file_pages.prot": "Must be 0.",
  "remap_file_pages.pgoff": "The first page of the file to show, counted in pages.",
  "remap_file_pages.flags": "0, or MAP_NONBLOCK.",
  "ftruncate.length": "The new length of the file in bytes.",
  "fallocate.mode": "What is done with the part of the file; 0 reserves it.",
  "fallocate.len": "How many bytes of the file.",
  "close.fd": "The descriptor to give back.",
  "prlimit64.resource": "Which limit; one of the RLIMIT_ names.",
  "prlimit64.new_limit": "The limit from now on; NULL changes nothing.",
  "prlimit64.old_limit": "Where the limit so far is written; NULL if nobody wants it.",
  "userfaultfd.flags": "How the descriptor behaves.",
  "ioctl.fd": "The userfaultfd.",
  "ioctl.request": "What is asked of it; one of the UFFDIO_ names.",
  "ioctl.argp": "The structure that belongs to the request.",
  "process_vm_readv.pid": "The process whose memory is read.",
  "process_vm_readv.local_iov": "Where the bytes go in the caller's memory.",
  "process_vm_readv.liovcnt": "How many pieces on the caller's side; here always 1.",
  "process_vm_readv.remote_iov": "Where the bytes are in the other process.",
  "process_vm_readv.riovcnt": "How many pieces on the other side; here always 1.",
  "process_vm_readv.flags": NO_FLAGS,
  "io_setup.nr_events": "How many requests may be on their way at once.",
  "io_setup.ctxp": "Where the kernel writes the address of the ring.",
  "store.addr": MEMORY_START,
  "store.len": MEMORY_LENGTH,
  "store.value": "What is written: a character like 'A', or a number.",
  "load.addr": MEMORY_START,
  "load.len": MEMORY_LENGTH,
  "memset.addr": MEMORY_START,
  "memset.value": "The byte that fills the range.",
  "memset.len": MEMORY_LENGTH,
  "memcpy.dst": "Where the bytes go.",
  "memcpy.src": "Where they come from.",
  "memcpy.len": MEMORY_LENGTH,
  "serve.fd": "The userfaultfd whose faults the monitor answers.",
};

const MEMBERS: Readonly<Record<string, string>> = {
  range: "The range that it is about: {start=…, len=…}.",
  start: RANGE_START,
  len: "Length in bytes; a multiple of the page size.",
  mode: "How it is done: names joined by |.",
  dst: "Where the pages go; a watched range.",
  src: "Where the bytes come from.",
  api: "The version of the interface; there is only UFFD_API.",
  features: "What the program wants to be told or to use.",
  rlim_cur: "The limit that holds.",
  rlim_max: "How far the limit may be raised again.",
  iov_base: "Where the piece begins.",
  iov_len: "Its length in bytes.",
};

const MEMBERS_OF: Readonly<Record<string, string>> = {
  "uffdio_register.mode": "Which faults are reported.",
  "uffdio_writeprotect.mode": "Whether the protection is set or lifted.",
};

/** What an argument is for, in one or two sentences. */
export const meaningOfParam = ({ name: call }: Signature, { name }: Param): string =>
  PARAMS_OF[`${call}.${name}`] ?? PARAMS[name] ?? "";

/** What a member of a structure is for. */
export const meaningOfMember = ({ name: shape }: StructShape, { name }: StructMember): string =>
  MEMBERS_OF[`${shape}.${name}`] ?? MEMBERS[name] ?? "";
