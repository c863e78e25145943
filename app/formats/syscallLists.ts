/** Sorts the names of system calls by what they can do to an address space. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Calls that can change mappings or page-table entries for good, modelled or not. */
const MEMORY_CALLS = words(`
  brk mmap mmap2 munmap mprotect pkey_mprotect mremap madvise process_madvise mlock mlock2 munlock mlockall munlockall
  mseal msync remap_file_pages memfd_create memfd_secret ftruncate truncate fallocate shmat shmdt userfaultfd prlimit64
  setrlimit io_setup io_destroy map_shadow_stack execve execveat fork vfork clone clone3 uselib perf_event_open
  process_mrelease set_mempolicy_home_node mbind move_pages migrate_pages io_uring_setup close close_range swapoff
`);

/** Calls that leave mappings alone. They may read or write memory, which the log does not show either. */
const HARMLESS_CALLS = words(`
  access acct alarm arch_prctl bind capget capset chdir chmod chown chroot clock_getres clock_gettime clock_nanosleep
  clock_settime connect copy_file_range creat delete_module dup dup2 dup3 epoll_create epoll_create1
  epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 exit exit_group faccessat faccessat2 fadvise64
  fanotify_init fanotify_mark fchdir fchmod fchmodat fchown fchownat fcntl fdatasync fgetxattr finit_module flistxattr
  flock fremovexattr fsconfig fsetxattr fsmount fsopen fstat fstatfs fsync futex futex_waitv futex_wait futex_wake
  futimesat get_mempolicy get_robust_list getcpu getcwd getdents getdents64 getegid geteuid getgid getgroups getitimer
  getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit getrusage getsid
  getsockname getsockopt gettid gettimeofday getuid getxattr inotify_add_watch inotify_init inotify_init1
  inotify_rm_watch io_cancel io_getevents io_pgetevents io_submit io_uring_enter io_uring_register ioctl ioperm iopl
  ioprio_get ioprio_set kcmp kill landlock_add_rule landlock_create_ruleset landlock_restrict_self lchown link linkat
  listen listxattr lseek lstat membarrier mincore mkdir mkdirat mknod mknodat mount mount_setattr move_mount mq_getsetattr
  mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd name_to_handle_at nanosleep
  newfstatat open open_by_handle_at open_tree openat openat2 pause personality pidfd_getfd pidfd_open
  pidfd_send_signal pipe pipe2 pivot_root pkey_alloc pkey_free poll ppoll prctl pread64 preadv preadv2 process_vm_readv
  process_vm_writev pselect6 ptrace pwrite64 pwritev pwritev2 quotactl read readahead readlink readlinkat readv reboot
  recvfrom recvmmsg recvmsg removexattr rename renameat renameat2 restart_syscall rmdir rseq rt_sigaction
  rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo
  sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam sched_getscheduler
  sched_rr_get_interval sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp select
  semctl semget semop semtimedop sendfile sendmmsg sendmsg sendto set_mempolicy set_robust_list set_tid_address
  setdomainname setfsgid setfsuid setgid setgroups sethostname setitimer setns setpgid setpriority setregid setresgid
  setresuid setreuid setsid setsockopt settimeofday setuid setxattr shmctl shmget shutdown sigaltstack signalfd signalfd4
  socket socketpair splice stat statfs statx symlink symlinkat sync sync_file_range syncfs sysinfo syslog tee tgkill
  time timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime
  timerfd_settime times tkill umask umount2 uname unlink unlinkat unshare ustat utime utimensat utimes vhangup
  vmsplice wait4 waitid write writev
`);

/** `memory`: may change the address space. `harmless`: cannot. `unknown`: in neither list. */
export function sortCall(name: string): "memory" | "harmless" | "unknown" {
  if (MEMORY_CALLS.has(name)) return "memory";
  return HARMLESS_CALLS.has(name) ? "harmless" : "unknown";
}
