import { TASK_SIZE, addrOf, hex, vpnOf } from "#engine/addr.ts";
import type { MmEvent } from "#engine/events.ts";
import type { Machine, MmId } from "#engine/machine.ts";
import { permsOf } from "#engine/vmFlags.ts";
import type { Step } from "#timeline/timeline.ts";
import { childOf } from "./forking.ts";
import { placeWords, vmaWordsOf } from "./placeNames.ts";
import { counted, pfnText, plural } from "./text.ts";
import type { StageTime } from "./timing.ts";
import type { Names } from "./vmaText.ts";
import { code, errno, text, type Sentence } from "./words.ts";

/** What a sentence about a stage may refer to. */
export interface Telling {
  readonly step: Step;
  readonly mm: MmId;
  /** Names while the call runs. */
  readonly names: Names;
  /** The machine before the stage: what is torn down still has its name there. */
  readonly before: Machine;
}

type EventOf<K extends MmEvent["kind"]> = Extract<MmEvent, { readonly kind: K }>;

/** The first event of a kind among those of a stage. */
const first = <K extends MmEvent["kind"]>(events: readonly MmEvent[], kind: K): EventOf<K> | null => {
  const isKind = (event: MmEvent): event is EventOf<K> => event.kind === kind;
  return events.find(isKind) ?? null;
};

const all = <K extends MmEvent["kind"]>(events: readonly MmEvent[], kind: K): readonly EventOf<K>[] => {
  const isKind = (event: MmEvent): event is EventOf<K> => event.kind === kind;
  return events.filter(isKind);
};

const entries = (count: number): string => plural(count, "entry", "entries");
const pages = (count: number): string => plural(count, "page", "pages");

const callSentence = ({ step }: Telling): Sentence => [
  text(step.thread === "main" ? "The program calls " : `Thread ${step.thread} calls `),
  code(step.text),
  text("."),
];

const checksSentence = (events: readonly MmEvent[]): Sentence => {
  const checks = events.filter((event) => event.kind === "checkPassed" || event.kind === "checkFailed");
  const placed = first(events, "placed");
  if (placed !== null) {
    return [code(placed.where), text(` finds the place: ${hex(placed.range.start)} (${placed.rule}).`)];
  }
  const last = checks.at(-1);
  if (last === undefined) return [text("The kernel prepares the call.")];
  const others = checks.length - 1;
  const more = others > 0 ? `${plural(others, "check", "checks")} before it passed` : "";
  const passed = last.kind === "checkPassed" ? "holds" : "does not hold, so the kernel takes another way";
  return [code(last.where), text(` checks: “${last.rule}” ${passed}${more === "" ? "" : `; ${more}`}.`)];
};

const failedSentence = (events: readonly MmEvent[], { step }: Telling): Sentence => {
  const signal = first(events, "signalled");
  if (signal !== null) {
    return [errno(signal.signal), text(` (${signal.code}) at ${hex(signal.addr)}: `), text(whyOf(step))];
  }
  const check = all(events, "checkFailed").at(-1);
  if (check === undefined) return [text(whyOf(step))];
  return [errno(check.errno), text(" from "), code(check.where), text(`: ${whyOf(step)}`)];
};

const whyOf = (step: Step): string => ("why" in step.result ? step.result.why : "");

const unmapSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const cleared = all(events, "ptesCleared");
  const count = cleared.reduce((sum, event) => sum + event.entries, 0);
  const removed = first(events, "vmaRemoved");
  const freed = all(events, "framesFreed").reduce((sum, event) => sum + event.pages, 0);
  const place =
    removed !== null
      ? vmaWordsOf(telling.before, telling.mm, removed.vma, telling.names)
      : placeWords(telling.before, telling.mm, vpnOf(cleared[0]?.range.start ?? 0), telling.names);
  const where = events.find((event) => event.kind !== "entered" && event.kind !== "left")?.where ?? "unmap";
  const frames =
    freed > 0
      ? ` ${plural(freed, "frame has", "frames have")} no mapping left and ${freed === 1 ? "is" : "are"} freed.`
      : "";
  if (removed === null)
    return [code(where), text(` clears ${entries(count)} of `), ...place, text(`.${frames}`)];
  const lost = count > 0 ? ` with ${entries(count)}` : "";
  return [code(where), text(" takes "), ...place, text(` away${lost}: its addresses are free.${frames}`)];
};

const createSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const created = first(events, "vmaCreated");
  if (created === null) return [];
  const { vma, where } = created;
  const count = vpnOf(vma.end) - vpnOf(vma.start);
  const name = vmaWordsOf(created.machine, telling.mm, vma, telling.names);
  return [
    code(where),
    text(" makes the mapping "),
    ...name,
    text(`: a promise of ${pages(count)}, ${permsOf(vma.flags)}, no entry set.`),
  ];
};

const LEVELS = { pte: "", pmd: "whole PTE tables: ", pud: "whole PMD tables: ", hugePmd: "huge entries: " };

const moveSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const moves = all(events, "ptesMoved");
  const move = moves[0];
  if (move === undefined) return [];
  const count = moves.reduce((sum, event) => sum + event.entries, 0);
  return [
    code(move.where),
    text(` carries ${LEVELS[move.level]}${entries(count)} from `),
    ...placeWords(telling.before, telling.mm, move.from, telling.names),
    text(" to "),
    ...placeWords(move.machine, telling.mm, move.to, telling.names),
    text(`. ${count === 1 ? "It still names its frame" : "Each still names its frame"}. Bytes copied: 0.`),
  ];
};

const reshapeSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const split = first(events, "vmaSplit");
  if (split !== null) {
    return [
      code(split.where),
      text(" cuts "),
      ...vmaWordsOf(telling.before, telling.mm, split.before, telling.names),
      text(` in two at ${hex(split.high.start)}.`),
    ];
  }
  const merged = first(events, "vmaMerged");
  if (merged !== null) {
    const into = vmaWordsOf(merged.machine, telling.mm, merged.into, telling.names);
    const before = merged.parts.reduce((sum, vma) => sum + vma.end - vma.start, 0);
    const added = (merged.into.end - merged.into.start - before) / 4096;
    if (merged.parts.length === 1 && added > 0) {
      return [
        code(merged.where),
        text(" extends "),
        ...into,
        text(` by ${pages(added)}: same promise, no new mapping.`),
      ];
    }
    return [
      code(merged.where),
      text(" makes neighbours that agree in everything one mapping: "),
      ...into,
      text("."),
    ];
  }
  const changed = first(events, "vmaChanged");
  return changed === null ? [] : changeSentence(changed, telling);
};

const changeSentence = (event: EventOf<"vmaChanged">, telling: Telling): Sentence => {
  const { before, after, what } = event;
  const name = vmaWordsOf(event.machine, telling.mm, after, telling.names);
  const lead: Sentence = [code(event.where), text(" ")];
  switch (what) {
    case "bounds": {
      const delta = (after.end - after.start - (before.end - before.start)) / 4096;
      const verb = delta > 0 ? "grows by" : "shrinks by";
      return [...lead, text("moves an edge: "), ...name, text(` ${verb} ${pages(Math.abs(delta))}.`)];
    }
    case "flags": {
      const [from, to] = [permsOf(before.flags), permsOf(after.flags)];
      return [
        ...lead,
        text("changes the promise of "),
        ...name,
        text(from === to ? "." : `: ${from} becomes ${to}.`),
      ];
    }
    case "uffd":
      return after.uffd === null
        ? [...lead, text("ends the watch over "), ...name, text(".")]
        : [...lead, text("lets userfaultfd watch "), ...name, text(".")];
    case "pgoff":
    case "anonVma":
      return [...lead, text("updates what "), ...name, text(" remembers of its origin.")];
  }
};

const faultSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const fault = first(events, "faulted");
  const allocated = first(events, "framesAllocated");
  const copied = first(events, "frameCopied");
  const set = first(events, "ptesSet");
  const written = first(events, "contentWritten");
  const count = set?.pages ?? allocated?.pages ?? 1;
  const at: Sentence =
    fault === null
      ? []
      : [
          text(
            `${count > 1 ? `${count} page faults from` : "Page fault at"} ${hex(fault.addr)}${count > 1 ? " on" : ""}: `,
          ),
        ];
  if (copied !== null) {
    const what = ` copies frame ${pfnText(copied.from)} to ${pfnText(copied.to)}. Bytes copied: ${copied.pages * 4096}.`;
    return [...at, code(copied.where), text(what)];
  }
  if (set?.target === "zeroPage") {
    const what = count > 1 ? "all entries point" : "the entry points";
    return [...at, code(set.where), text(`: ${what} to the zero page; nothing is allocated.`)];
  }
  if (allocated !== null) {
    const one = ` allocates frame ${pfnText(allocated.pfn)} and lets the entry point to it.`;
    const many = ` allocates ${allocated.pages} frames, one for each entry.`;
    return [...at, code(allocated.where), text(allocated.pages === 1 ? one : many)];
  }
  if (written !== null && fault === null) {
    const place = placeWords(written.machine, telling.mm, written.vpn, telling.names);
    return [text(`The program writes ${pages(written.pages)} at `), ...place, text(".")];
  }
  if (set === null) return [...at, text("there is no entry that allows it.")];
  return [...at, code(set.where), text(count > 1 ? " sets the entries." : " sets the entry.")];
};

const readSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const read = first(events, "contentRead");
  if (read === null) return [];
  return [
    text(`The program reads ${pages(read.pages)} at `),
    ...placeWords(read.machine, telling.mm, read.vpn, telling.names),
    text("."),
  ];
};

const flushSentence = (events: readonly MmEvent[]): Sentence => {
  const flush = first(events, "tlbFlushed");
  if (flush === null) return [];
  const count = (flush.range.end - flush.range.start) / 4096;
  if (flush.range.end >= TASK_SIZE && flush.range.start === 0) {
    return [code(flush.where), text(" drops every translation of this process from the TLB.")];
  }
  return [
    code(flush.where),
    text(` drops old translations of ${pages(count)} from the TLB, at ${hex(flush.range.start)}.`),
  ];
};

const splitSentence = ({ step }: Telling): Sentence => {
  const child = childOf(step);
  let count = 0;
  for (const { start, end } of child?.pageTable.entries.entries() ?? []) count += end - start;
  return [
    code("copy_page_range"),
    text(
      ` gives the child ${plural(count, "entry", "entries")} of its own, naming the same frames. Bytes copied: 0.`,
    ),
  ];
};

const uffdSentence = (events: readonly MmEvent[]): Sentence => {
  const queued = first(events, "uffdQueued");
  const blocked = first(events, "threadBlocked");
  if (queued !== null) {
    return [
      code(queued.where),
      text(` tells the monitor (uffd ${queued.fd}): `),
      code(queued.message.event),
      text(blocked === null ? "." : "; the thread sleeps until it is answered."),
    ];
  }
  const answered = first(events, "uffdAnswered");
  if (answered !== null)
    return [text(`The monitor answers on uffd ${answered.fd}: `), code(answered.answer), text(".")];
  if (blocked !== null) return [text(`The thread sleeps: ${blocked.why.replace(/\.$/, "")}.`)];
  const woken = first(events, "threadWoken");
  return woken === null ? [] : [text(`The thread goes on: ${woken.why.replace(/\.$/, "")}.`)];
};

const countersSentence = (events: readonly MmEvent[], telling: Telling): Sentence => {
  const charged = first(events, "charged");
  if (charged !== null) {
    const verb = charged.pages < 0 ? "gives back" : "charges";
    return [code(charged.where), text(` ${verb} ${pages(Math.abs(charged.pages))} of committed memory.`)];
  }
  const counter = first(events, "counterChanged");
  const changed = first(events, "vmaChanged");
  if (counter === null && changed !== null) return changeSentence(changed, telling);
  return counter === null
    ? []
    : [code(counter.where), text(` counts: ${counter.counter} was ${counter.before}, is ${counter.after}.`)];
};

const bitsSentence = (events: readonly MmEvent[]): Sentence => {
  const changed = first(events, "ptesChanged");
  if (changed !== null) {
    const count = (changed.range.end - changed.range.start) / 4096;
    return [code(changed.where), text(` changes bits of entries over ${pages(count)}: ${changed.what}.`)];
  }
  const split = first(events, "hugePmdSplit");
  return split === null
    ? []
    : [code(split.where), text(` splits the huge entry at ${hex(addrOf(split.vpn))} into 512 small ones.`)];
};

/** What a stage of a call does, in a reader's words. Empty for the last stage: the sentence of the whole call says it. */
export const stageSentence = (stage: StageTime, telling: Telling): Sentence => {
  const events = telling.step.events.slice(stage.from, stage.to);
  const sentence = sentenceOf(stage, events, telling);
  // The middle of a long loop.
  const times = events.findLast(({ kind }) => kind !== "left" && kind !== "entered")?.times ?? 1;
  return times === 1 || sentence.length === 0
    ? sentence
    : [...sentence, text(` This stands for ${counted(times)} such steps, told together.`)];
};

const sentenceOf = (stage: StageTime, events: readonly MmEvent[], telling: Telling): Sentence => {
  switch (stage.kind) {
    case "call":
      return callSentence(telling);
    case "checks":
      return checksSentence(events);
    case "failed":
      return failedSentence(events, telling);
    case "unmap":
      return unmapSentence(events, telling);
    case "create":
      return createSentence(events, telling);
    case "move":
      return moveSentence(events, telling);
    case "reshape":
      return reshapeSentence(events, telling);
    case "fault":
      return faultSentence(events, telling);
    case "read":
      return readSentence(events, telling);
    case "change":
      return bitsSentence(events);
    case "split":
      return splitSentence(telling);
    case "tlb":
      return flushSentence(events);
    case "uffd":
      return uffdSentence(events);
    case "counters":
      return countersSentence(events, telling);
    case "result":
      return [];
  }
};
