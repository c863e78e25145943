import type { AddrRange } from "./addr.ts";
import { hex } from "./addr.ts";
import { changeUffdProtection } from "./changeProtection.ts";
import { errnoOf } from "./errno.ts";
import type { UffdDelivery, UffdMessage, Userfaultfd } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import { clearVma, wakeUserfault } from "./uffd.ts";
import type { Fill } from "./uffdFill.ts";
import { mfillAtomic } from "./uffdFill.ts";
import { hasFlags, VM_UFFD_WP } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

/**
 * A monitor thread that answers every fault at once: a missing page gets UFFDIO_ZEROPAGE (if that is refused, a
 * UFFDIO_COPY of zeros), a protected one loses its protection, a minor fault gets UFFDIO_CONTINUE. It is the one
 * that the recordings of real kernels had.
 */
type Answer = Pick<UffdDelivery, "answer" | "secondAnswer">;
type FaultKind = "missing" | "wp" | "minor";

/** After so many answers that did not help, the page is taken out of the context. */
const PATIENCE = 20;

const answerText = (request: string, failure: Failure | null): string => {
  if (failure === null) return `${request} = 0`;
  const text = errnoOf(failure.errno)?.text ?? "";
  return `${request} = -1 ${failure.errno} (${text})`;
};

const ZEROS: Fill = { kind: "copy", wp: false, read: () => 0n };

const answerMissing = (op: Op, page: AddrRange): Answer => {
  const { failure } = mfillAtomic(op, page, { kind: "zeropage" });
  const answer = answerText("UFFDIO_ZEROPAGE", failure);
  if (failure === null) return { answer };
  return { answer, secondAnswer: answerText("UFFDIO_COPY", mfillAtomic(op, page, ZEROS).failure) };
};

const liftProtection = (op: Op, page: AddrRange): Answer => {
  const vma = vmaAt(op.mm, page.start);
  const failure =
    vma !== null && hasFlags(vma.flags, VM_UFFD_WP)
      ? null
      : op.fail(
          "ENOENT",
          "the mapping is registered for write protection",
          `Nothing to lift at ${hex(page.start)}.`,
        );
  if (vma !== null && failure === null) {
    changeUffdProtection(op, vma, page.start, page.end, { protect: false, unpopulated: false });
  }
  return { answer: answerText("UFFDIO_WRITEPROTECT", failure) };
};

const giveUp = (op: Op, page: AddrRange): Answer => {
  const vma = vmaAt(op.mm, page.start);
  if (vma !== null) clearVma(op, vma, page);
  return { answer: "UFFDIO_UNREGISTER = 0" };
};

const answerOf = (op: Op, page: AddrRange, kind: FaultKind): Answer => {
  switch (kind) {
    case "missing":
      return answerMissing(op, page);
    case "wp":
      return liftProtection(op, page);
    case "minor":
      return {
        answer: answerText("UFFDIO_CONTINUE", mfillAtomic(op, page, { kind: "continue", wp: false }).failure),
      };
  }
};

/** The monitor reads the fault's message and answers it; afterwards the access is tried again. */
export const answerFault = (
  op: Op,
  uffd: Userfaultfd,
  message: UffdMessage,
  page: AddrRange,
  kind: FaultKind,
): void => {
  const before = op.delivered.filter(
    (delivery) => delivery.message.fields["address"] === message.fields["address"],
  );
  const answer: Answer = before.length >= PATIENCE ? giveUp(op, page) : answerOf(op, page, kind);
  op.delivered.push({ fd: uffd.fd, message, ...answer });
  op.emit({
    kind: "uffdAnswered",
    fd: uffd.fd,
    answer: answer.answer ?? "",
    ...(answer.secondAnswer === undefined ? {} : { secondAnswer: answer.secondAnswer }),
  });
  wakeUserfault(op, uffd.id, page);
};
