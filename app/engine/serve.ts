import { PAGE_SIZE } from "./addr.ts";
import type { Task, UffdMessage, Userfaultfd } from "./machine.ts";
import type { Op } from "./op.ts";
import { inMmOf, uffdOf, updateUffd, updateTask } from "./uffd.ts";
import { answerFault } from "./uffdMonitor.ts";

/** Reading a context's queue: by read(), or by a monitor thread that starts to serve it. */

/** Lets a thread go on that only waited for its message to be read. */
const wakeSender = (op: Op, message: UffdMessage): void => {
  const task = message.tid === undefined ? undefined : op.system.tasks.get(message.tid);
  if (task?.sleep === undefined || task.sleep.addr !== null) return;
  updateTask(op, { ...task, sleep: { ...task.sleep, woken: true } });
  op.emit({ kind: "threadWoken", why: `Its message has been read: ${task.name} goes on.` });
};

/** Takes up to `count` messages out of the queue (userfaultfd_ctx_read). Threads that fault go on sleeping. */
export const readMessages = (op: Op, uffd: Userfaultfd, count: number): readonly UffdMessage[] => {
  const messages = uffd.queue.slice(0, count);
  updateUffd(op, { ...uffd, queue: uffd.queue.slice(messages.length) });
  for (const message of messages) if (message.event !== "PAGEFAULT") wakeSender(op, message);
  return messages;
};

const faultKind = (message: UffdMessage): "missing" | "wp" | "minor" => {
  const flags = String(message.fields["flags"]);
  if (flags.includes("_WP")) return "wp";
  return flags.includes("_MINOR") ? "minor" : "missing";
};

const sleeperOf = (op: Op, message: UffdMessage): Task | undefined =>
  message.tid === undefined ? undefined : op.system.tasks.get(message.tid);

/** A monitor thread takes over: what waits in the queue is read and answered, later messages as they come. */
export const startServing = (op: Op, uffd: Userfaultfd): void =>
  inMmOf(op, uffd, () => {
    const messages = readMessages(op, { ...uffd, served: true }, uffd.queue.length);
    for (const message of messages) {
      const addr = sleeperOf(op, message)?.sleep?.addr;
      if (message.event !== "PAGEFAULT" || addr === undefined || addr === null) {
        op.delivered.push({ fd: uffd.fd, message });
        continue;
      }
      answerFault(
        op,
        uffdOf(op.system, uffd.id),
        message,
        { start: addr, end: addr + PAGE_SIZE },
        faultKind(message),
      );
    }
  });
