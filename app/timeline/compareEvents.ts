import type { MmEvent } from "#engine/events.ts";

/** What the events of a call come to, by what is counted. */
export type Measures = ReadonlyMap<string, number>;

const measured = (event: MmEvent): readonly [measure: string, count: number] | null => {
  switch (event.kind) {
    case "ptesMoved":
      return event.level === "pte"
        ? ["entries moved", event.entries]
        : [`moved whole at ${event.level.toUpperCase()} level, pages`, event.pages];
    case "ptesCleared":
      return ["entries cleared", event.entries];
    case "ptesSet":
      return ["entries set", event.pages];
    case "hugePmdSplit":
      return ["huge entries split", event.times ?? 1];
    case "framesAllocated":
      return ["frames allocated", event.pages];
    case "framesFreed":
      return ["frames freed", event.pages];
    case "frameCopied":
      return ["frames copied", event.pages];
    case "tlbFlushed":
      return ["TLB flushes", event.times ?? 1];
    case "charged":
      return ["pages charged", event.pages];
    case "faulted":
      return ["page faults", event.times ?? 1];
    case "vmaCreated":
      return ["mappings made", event.times ?? 1];
    case "vmaRemoved":
      return ["mappings removed", event.times ?? 1];
    case "vmaSplit":
      return ["mappings split", event.times ?? 1];
    case "vmaMerged":
      return ["mappings merged", event.times ?? 1];
    case "checkFailed":
      return [`check failed: ${event.rule}`, 1];
    case "uffdQueued":
      return [`userfaultfd ${event.message.event} messages`, 1];
    case "threadBlocked":
      return ["threads put to sleep", 1];
    case "threadWoken":
      return ["threads woken", 1];
    // What is inside one call and leaves nothing, or is seen in the state.
    case "entered":
    case "left":
    case "checkPassed":
    case "lockTaken":
    case "lockReleased":
    case "placed":
    case "vmaChanged":
    case "ptesChanged":
    case "contentRead":
    case "contentWritten":
    case "counterChanged":
    case "anonVmaPrepared":
    case "signalled":
    case "uffdAnswered":
      return null;
  }
};

/** Effects of a call that leave a mark. Which functions and locks it went through is not one of them. */
export const measuresOf = (events: readonly MmEvent[]): Measures => {
  const totals = new Map<string, number>();
  for (const event of events) {
    const found = measured(event);
    if (found === null || found[1] === 0) continue;
    totals.set(found[0], (totals.get(found[0]) ?? 0) + found[1]);
  }
  return totals;
};
