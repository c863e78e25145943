/** Error numbers of x86-64 Linux with the texts that strace prints. */

export interface Errno {
  readonly name: string;
  readonly number: number;
  readonly text: string;
}

const row = (number: number, name: string, text: string): Errno => ({ name, number, text });

const ERRNOS: readonly Errno[] = [
  row(1, "EPERM", "Operation not permitted"),
  row(2, "ENOENT", "No such file or directory"),
  row(3, "ESRCH", "No such process"),
  row(4, "EINTR", "Interrupted system call"),
  row(5, "EIO", "Input/output error"),
  row(7, "E2BIG", "Argument list too long"),
  row(9, "EBADF", "Bad file descriptor"),
  row(10, "ECHILD", "No child processes"),
  row(11, "EAGAIN", "Resource temporarily unavailable"),
  row(12, "ENOMEM", "Cannot allocate memory"),
  row(13, "EACCES", "Permission denied"),
  row(14, "EFAULT", "Bad address"),
  row(16, "EBUSY", "Device or resource busy"),
  row(17, "EEXIST", "File exists"),
  row(19, "ENODEV", "No such device"),
  row(20, "ENOTDIR", "Not a directory"),
  row(21, "EISDIR", "Is a directory"),
  row(22, "EINVAL", "Invalid argument"),
  row(23, "ENFILE", "Too many open files in system"),
  row(24, "EMFILE", "Too many open files"),
  row(25, "ENOTTY", "Inappropriate ioctl for device"),
  row(26, "ETXTBSY", "Text file busy"),
  row(27, "EFBIG", "File too large"),
  row(28, "ENOSPC", "No space left on device"),
  row(29, "ESPIPE", "Illegal seek"),
  row(34, "ERANGE", "Numerical result out of range"),
  row(38, "ENOSYS", "Function not implemented"),
  row(75, "EOVERFLOW", "Value too large for defined data type"),
  row(95, "EOPNOTSUPP", "Operation not supported"),
  row(133, "EHWPOISON", "Memory page has hardware error"),
];

const byName = new Map(ERRNOS.map((errno) => [errno.name, errno]));

export const ERRNO_NAMES: readonly string[] = ERRNOS.map(({ name }) => name);

export const errnoOf = (name: string): Errno | null => byName.get(name) ?? null;
