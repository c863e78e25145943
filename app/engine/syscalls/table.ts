import { sysBrk } from "./brk.ts";
import { sysClose, sysFallocate, sysFtruncate, sysMemfdCreate, sysMsync } from "./files.ts";
import { sysFork } from "./fork.ts";
import type { Handler } from "./handler.ts";
import { sysIoSetup } from "./ioSetup.ts";
import { sysIoctl } from "./ioctlUffd.ts";
import { sysMadvise } from "./madvise.ts";
import { sysLoad, sysMemcpy, sysMemset, sysStore } from "./memory.ts";
import { sysMlock, sysMlock2, sysMlockall, sysMunlock, sysMunlockall } from "./mlock.ts";
import { sysMmap } from "./mmap.ts";
import { sysMremap } from "./mremap.ts";
import { sysMprotect } from "./mprotect.ts";
import { sysMseal } from "./mseal.ts";
import { sysMunmap } from "./munmap.ts";
import { sysPrlimit64 } from "./prlimit.ts";
import { sysProcessVmReadv } from "./processVm.ts";
import { sysPread64, sysPwrite64, sysRead, sysWrite } from "./readWrite.ts";
import { sysRemapFilePages } from "./remapFilePages.ts";
import { sysServe, sysUserfaultfd } from "./userfaultfd.ts";

/** Every call that is modelled, by name. One family of calls a file in this folder. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["brk", sysBrk],
  ["close", sysClose],
  ["fallocate", sysFallocate],
  ["fork", sysFork],
  ["ftruncate", sysFtruncate],
  ["io_setup", sysIoSetup],
  ["ioctl", sysIoctl],
  ["load", sysLoad],
  ["madvise", sysMadvise],
  ["memcpy", sysMemcpy],
  ["memfd_create", sysMemfdCreate],
  ["memset", sysMemset],
  ["mlock", sysMlock],
  ["mlock2", sysMlock2],
  ["mlockall", sysMlockall],
  ["mmap", sysMmap],
  ["mprotect", sysMprotect],
  ["mremap", sysMremap],
  ["mseal", sysMseal],
  ["msync", sysMsync],
  ["munlock", sysMunlock],
  ["munlockall", sysMunlockall],
  ["munmap", sysMunmap],
  ["pread64", sysPread64],
  ["prlimit64", sysPrlimit64],
  ["process_vm_readv", sysProcessVmReadv],
  ["pwrite64", sysPwrite64],
  ["read", sysRead],
  ["remap_file_pages", sysRemapFilePages],
  ["serve", sysServe],
  ["store", sysStore],
  ["userfaultfd", sysUserfaultfd],
  ["write", sysWrite],
]);

export const handlerOf = (name: string): Handler | null => HANDLERS.get(name) ?? null;
