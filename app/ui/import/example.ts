/** A short log of a real program that lets an array grow by realloc, with its mappings at the start: Linux 6.18. */
export const EXAMPLE_MAPS = `555555554000-555555555000 r--p 00000000 fe:00 2180173                    /tmp/demo/grow
555555555000-555555556000 r-xp 00001000 fe:00 2180173                    /tmp/demo/grow
555555556000-555555557000 r--p 00002000 fe:00 2180173                    /tmp/demo/grow
555555557000-555555559000 rw-p 00002000 fe:00 2180173                    /tmp/demo/grow
7ffff7fc2000-7ffff7fc6000 r--p 00000000 00:00 0                          [vvar]
7ffff7fc6000-7ffff7fc8000 r--p 00000000 00:00 0                          [vvar_vclock]
7ffff7fc8000-7ffff7fca000 r-xp 00000000 00:00 0                          [vdso]
7ffff7fca000-7ffff7fcb000 r--p 00000000 fe:00 338944                     /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
7ffff7fcb000-7ffff7ff1000 r-xp 00001000 fe:00 338944                     /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
7ffff7ff1000-7ffff7ffb000 r--p 00027000 fe:00 338944                     /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
7ffff7ffb000-7ffff7fff000 rw-p 00031000 fe:00 338944                     /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
`;

export const EXAMPLE_LOG = `955   execve("./grow", ["./grow"], 0x7fffffffeca8 /* 4 vars */) = 0
955   brk(NULL)                         = 0x555555559000
955   mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc0000
955   openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3
955   mmap(NULL, 44651, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7ffff7fb5000
955   close(3)                          = 0
955   openat(AT_FDCWD, "/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY|O_CLOEXEC) = 3
955   mmap(NULL, 1974096, PROT_READ, MAP_PRIVATE|MAP_DENYWRITE, 3, 0) = 0x7ffff7dd3000
955   mmap(0x7ffff7df9000, 1400832, PROT_READ|PROT_EXEC, MAP_PRIVATE|MAP_FIXED|MAP_DENYWRITE, 3, 0x26000) = 0x7ffff7df9000
955   mmap(0x7ffff7f4f000, 339968, PROT_READ, MAP_PRIVATE|MAP_FIXED|MAP_DENYWRITE, 3, 0x17c000) = 0x7ffff7f4f000
955   mmap(0x7ffff7fa2000, 24576, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_FIXED|MAP_DENYWRITE, 3, 0x1cf000) = 0x7ffff7fa2000
955   mmap(0x7ffff7fa8000, 53072, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fa8000
955   close(3)                          = 0
955   mmap(NULL, 12288, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7dd0000
955   arch_prctl(ARCH_SET_FS, 0x7ffff7dd0740) = 0
955   mprotect(0x7ffff7fa2000, 16384, PROT_READ) = 0
955   mprotect(0x555555557000, 4096, PROT_READ) = 0
955   mprotect(0x7ffff7ffb000, 8192, PROT_READ) = 0
955   prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0
955   munmap(0x7ffff7fb5000, 44651)     = 0
955   brk(NULL)                         = 0x555555559000
955   brk(0x55555557a000)               = 0x55555557a000
955   mmap(NULL, 163840, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7da8000
955   mremap(0x7ffff7da8000, 163840, 241664, MREMAP_MAYMOVE) = 0x7ffff7d6d000
955   mremap(0x7ffff7d6d000, 241664, 360448, MREMAP_MAYMOVE) = 0x7ffff7d6d000
955   mremap(0x7ffff7d6d000, 360448, 540672, MREMAP_MAYMOVE) = 0x7ffff7ce9000
955   mremap(0x7ffff7ce9000, 540672, 811008, MREMAP_MAYMOVE) = 0x7ffff7ce9000
955   mmap(NULL, 200704, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7cb8000
955   mremap(0x7ffff7ce9000, 811008, 1216512, MREMAP_MAYMOVE) = 0x7ffff7b8f000
955   mremap(0x7ffff7b8f000, 1216512, 1822720, MREMAP_MAYMOVE) = 0x7ffff79d2000
955   mremap(0x7ffff7cb8000, 200704, 401408, MREMAP_MAYMOVE) = 0x7ffff7cb8000
955   mremap(0x7ffff79d2000, 1822720, 2736128, MREMAP_MAYMOVE) = 0x7ffff79d2000
955   mremap(0x7ffff79d2000, 2736128, 4104192, MREMAP_MAYMOVE) = 0x7ffff75e8000
955   mremap(0x7ffff7cb8000, 401408, 802816, MREMAP_MAYMOVE) = 0x7ffff7cb8000
955   mremap(0x7ffff75e8000, 4104192, 6152192, MREMAP_MAYMOVE) = 0x7ffff75e8000
955   mremap(0x7ffff7cb8000, 802816, 1601536, MREMAP_MAYMOVE) = 0x7ffff7461000
955   mremap(0x7ffff75e8000, 6152192, 9228288, MREMAP_MAYMOVE) = 0x7ffff6b94000
955   mremap(0x7ffff6b94000, 9228288, 13840384, MREMAP_MAYMOVE) = 0x7ffff5e61000
955   mremap(0x7ffff7461000, 1601536, 3203072, MREMAP_MAYMOVE) = 0x7ffff7461000
955   mremap(0x7ffff5e61000, 13840384, 20762624, MREMAP_MAYMOVE) = 0x7ffff5e61000
955   mremap(0x7ffff5e61000, 20762624, 31141888, MREMAP_MAYMOVE) = 0x7ffff40ae000
955   mremap(0x7ffff40ae000, 31141888, 24002560, MREMAP_MAYMOVE) = 0x7ffff40ae000
955   mremap(0x7ffff7461000, 3203072, 3129344, MREMAP_MAYMOVE) = 0x7ffff7461000
955   munmap(0x7ffff7461000, 3129344)   = 0
955   munmap(0x7ffff40ae000, 24002560)  = 0
955   exit_group(0)                     = ?
955   +++ exited with 0 +++
`;
