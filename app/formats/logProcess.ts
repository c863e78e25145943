/** Which thread of a log belongs to which process, and what each descriptor of the followed process leads to. */

/** An open file as the log shows it. */
export interface LogFile {
  readonly path: string;
  readonly readable: boolean;
  readonly writable: boolean;
}

const OPENS = /^(?:openat|openat2|open|creat)\(/;
const DUPLICATES = /^(?:dup|dup2|dup3|fcntl)\((\d+)/;

/** The file that a call opened; null if it opened none. */
export function openedBy(line: string): LogFile | null {
  if (!OPENS.test(line)) return null;
  const path = /"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? "";
  const both = /\bO_RDWR\b/.test(line);
  const writeOnly = /\bO_WRONLY\b/.test(line) || line.startsWith("creat(");
  return { path, readable: !writeOnly, writable: both || writeOnly };
}

/** The descriptor that a call made a second name for; null if it made none. */
export function duplicatedBy(line: string): number | null {
  if (line.startsWith("fcntl(") && !/\bF_DUPFD/.test(line)) return null;
  const old = DUPLICATES.exec(line)?.[1];
  return old === undefined ? null : Number(old);
}

/** How a new thread or process shares memory with its maker; null if the call makes none. */
export function madeBy(name: string, line: string): "thread" | "sharing" | "copy" | null {
  if (name === "fork") return "copy";
  if (name === "vfork") return "sharing";
  if (name !== "clone" && name !== "clone3") return null;
  if (/\bCLONE_THREAD\b/.test(line)) return "thread";
  return /\bCLONE_VM\b/.test(line) ? "sharing" : "copy";
}

/** Follows one process of a log: the first one, and the threads it makes. */
export class LogProcesses {
  private readonly followed = new Set<number>();
  private first: number | null = null;

  /** Whether the calls of this thread work on the followed address space. */
  follows(pid: number): boolean {
    if (this.first === null) {
      this.first = pid;
      this.followed.add(pid);
    }
    return this.followed.has(pid);
  }

  add(pid: number): void {
    this.followed.add(pid);
  }

  /** A process that shared the memory has started another program. */
  leave(pid: number): void {
    if (pid !== this.first) this.followed.delete(pid);
  }

  isFirst(pid: number): boolean {
    return this.first === null || pid === this.first;
  }
}
