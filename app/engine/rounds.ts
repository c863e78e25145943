import type { MmEvent } from "./events.ts";

/** Rounds at the start of a loop that are always told one by one. */
const FIRST = 6;
/** Rounds at its end that are. */
const LAST = 2;
/** A loop of no more rounds than these is told as it went. */
const MOST = 64;

const hull = <R extends { readonly start: number; readonly end: number }>(a: R, b: R): R => ({
  ...a,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** Events that are never told together with others. */
const ALONE: ReadonlySet<MmEvent["kind"]> = new Set([
  "uffdQueued",
  "uffdAnswered",
  "threadBlocked",
  "threadWoken",
  "signalled",
]);

/** Whether two events of different rounds are the same thing, at other addresses. */
const alike = (a: MmEvent, b: MmEvent): boolean => {
  if (a.kind !== b.kind || a.where !== b.where || a.depth !== b.depth || a.mm !== b.mm) return false;
  if (a.kind === "ptesMoved" && b.kind === "ptesMoved") {
    return a.level === b.level && a.to - a.from === b.to - b.from;
  }
  if ("rule" in a && "rule" in b) return a.rule === b.rule;
  if ("counter" in a && "counter" in b) return a.counter === b.counter;
  if ("target" in a && "target" in b) return a.target === b.target;
  if ("what" in a && "what" in b) return a.what === b.what;
  return !ALONE.has(a.kind);
};

/** Both events as one: ranges reach over both, amounts are added, of all else the first one's is kept. */
const joined = (a: MmEvent, b: MmEvent): MmEvent => {
  if (a.kind === "ptesMoved" && b.kind === "ptesMoved") {
    const from = Math.min(a.from, b.from);
    const pages = Math.max(a.from + a.pages, b.from + b.pages) - from;
    return { ...a, from, to: from + a.to - a.from, pages, entries: a.entries + b.entries };
  }
  if (a.kind === "ptesCleared" && b.kind === "ptesCleared") {
    return { ...a, range: hull(a.range, b.range), entries: a.entries + b.entries };
  }
  if (a.kind === "tlbFlushed" && b.kind === "tlbFlushed") return { ...a, range: hull(a.range, b.range) };
  if (a.kind === "ptesChanged" && b.kind === "ptesChanged") return { ...a, range: hull(a.range, b.range) };
  if (a.kind === "counterChanged" && b.kind === "counterChanged") return { ...a, after: b.after };
  return "pages" in a && "pages" in b ? { ...a, pages: a.pages + b.pages } : a;
};

/** Alike events of several rounds. */
interface Together {
  event: MmEvent;
  times: number;
  /** The machine after the last of them; that after the first is the event's own. */
  machine: MmEvent["machine"];
}

/**
 * One loop of a call in its log. Of a long loop the first and the last rounds are told one by one; those between
 * would say the same thousands of times and keep a machine for each, so they are told together, as one round whose
 * events say how often they happened.
 */
export class Rounds {
  private readonly log: MmEvent[];
  /** Where the rounds that are told one by one begin in the log, behind those told together. */
  private starts: number[] = [];
  private count = 0;
  private readonly together: Together[] = [];
  /** How many events of the log tell the rounds together just now. */
  private told = 0;

  constructor(log: MmEvent[]) {
    this.log = log;
  }

  /** The next round begins. */
  next(): void {
    this.count += 1;
    if (this.count <= FIRST) return;
    this.starts.push(this.log.length);
    if (this.starts.length > MOST) this.fold();
  }

  /** The loop is over. */
  end(): void {
    if (this.together.length > 0) this.fold();
  }

  private fold(): void {
    const kept = this.starts.slice(-LAST);
    const [first, last] = [this.starts[0], kept[0]];
    if (first === undefined || last === undefined || first === last) return;
    const begins = new Set(this.starts);
    let at = 0;
    this.log.slice(first, last).forEach((event, i) => {
      if (begins.has(first + i)) at = 0;
      at = this.take(event, at);
    });
    const before = this.told;
    const told = this.pictured();
    const start = first - before;
    this.log.splice(start, last - start, ...told);
    this.told = told.length;
    this.starts = kept.map((each) => each - (last - start) + told.length);
  }

  /** Adds an event behind the place of the one before it; gives the place behind its own. */
  private take(event: MmEvent, at: number): number {
    const { times = 1, machine } = event;
    const place = this.placeOf(event, at);
    const known = this.together[place];
    if (known === undefined) {
      this.together.splice(at, 0, { event, times, machine });
      return at + 1;
    }
    known.event = joined(known.event, event);
    known.times += times;
    known.machine = machine;
    return place + 1;
  }

  /** Mostly a round goes as the one before it: then the place is the next one. -1: there is none yet. */
  private placeOf(event: MmEvent, at: number): number {
    const next = this.together[at];
    if (next !== undefined && alike(next.event, event)) return at;
    return this.together.findIndex((each) => alike(each.event, event));
  }

  /** Until entries travel, memory is shown as it was in the first of the rounds: else nothing would be left to travel. */
  private pictured(): readonly MmEvent[] {
    const move = this.together.findIndex(({ event }) => event.kind === "ptesMoved");
    return this.together.map(({ event, times, machine }, i) => ({
      ...event,
      times,
      machine: i < move ? event.machine : machine,
    }));
  }
}
