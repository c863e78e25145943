import { hex, vpnOf } from "#engine/addr.ts";
import type { MmEvent } from "#engine/events.ts";
import type { MmId } from "#engine/machine.ts";
import { permsOf } from "#engine/vmFlags.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import type { Step } from "#timeline/timeline.ts";
import { callRanges } from "./callRanges.ts";
import { placeAndAddress, placeWords } from "./placeNames.ts";
import { plural } from "./text.ts";
import type { Names } from "./vmaText.ts";
import { code, errno, text, type Sentence } from "./words.ts";

const count = (events: readonly MmEvent[], pagesOf: (event: MmEvent) => number): number =>
  events.reduce((sum, event) => sum + pagesOf(event), 0);

const movedSentence = (step: Step, mm: MmId, names: Names): Sentence | null => {
  const moves = step.events.flatMap((event) => (event.kind === "ptesMoved" ? [event] : []));
  const first = moves[0];
  if (first === undefined) return null;
  const entries = count(moves, (event) => (event.kind === "ptesMoved" ? event.entries : 0));
  const copied = count(step.events, (event) => (event.kind === "frameCopied" ? event.pages : 0)) * 4096;
  const kept = step.after.mms.get(mm)?.vmas.at(first.from * 4096) ?? null;
  return [
    text(`${plural(entries, "entry", "entries")} moved from `),
    ...placeAndAddress(step.before, mm, first.from, names),
    text(", to "),
    text(hex(first.to * 4096)),
    text(`; frames unchanged. Bytes copied: ${copied}.`),
    text(kept === null ? "" : " The old range stays mapped, and is empty."),
  ];
};

/** What became of a call that failed, got a signal, sleeps, or is not modelled. */
const endedSentence = (step: Step): Sentence | null => {
  const { result } = step;
  switch (result.kind) {
    case "ok":
      return null;
    case "failed":
      return [errno(result.errno), text(" from "), code(result.where), text(`: ${result.why}`)];
    case "signal":
      return [
        errno(result.info.signal),
        text(` (${result.info.code}) at ${hex(result.info.addr)}: ${result.why}`),
      ];
    case "blocked":
      return [text(`Thread ${step.thread} sleeps in `), code(result.where), text(`: ${result.why}`)];
    case "notModelled":
      return [text(`Not modelled: ${result.why}`)];
  }
};

const boundsSentence = (step: Step, mm: MmId, names: Names): Sentence | null => {
  const { name, args } = step.call;
  if (name !== "mremap" || step.result.kind !== "ok" || step.result.value !== args[0]) return null;
  const start = vpnOf(Number(step.result.value));
  const vma = step.after.mms.get(mm)?.vmas.at(start * 4096)?.value;
  if (vma === undefined) return null;
  const pages = plural((vma.end - vma.start) / 4096, "page", "pages");
  return [
    ...placeWords(step.after, mm, start, names),
    text(` stays where it is and has ${pages} now. No entry moved.`),
  ];
};

const byCall = (step: Step, mm: MmId, names: Names): Sentence | null => {
  const { name, args } = step.call;
  const allocated = count(step.events, (event) => (event.kind === "framesAllocated" ? event.pages : 0));
  const freed = count(step.events, (event) => (event.kind === "framesFreed" ? event.pages : 0));
  const at = typeof args[0] === "bigint" && args[0] < 2n ** 47n ? vpnOf(Number(args[0])) : 0;
  switch (name) {
    case "mmap": {
      if (step.result.kind !== "ok") return null;
      const start = Number(step.result.value);
      const length = typeof args[1] === "bigint" ? Math.ceil(Number(args[1]) / 4096) : 0;
      return [
        text(`${plural(length, "page", "pages")} promised at `),
        text(hex(start)),
        text(". No entry is set and no frame is used until a page is touched."),
      ];
    }
    case "mprotect": {
      const vma = step.after.mms.get(mm)?.vmas.at(at * 4096)?.value;
      if (vma === undefined) return null;
      const start = placeAndAddress(step.after, mm, at, names);
      return [
        text("From "),
        ...start,
        text(` on the promise is ${permsOf(vma.flags)} now; entries stay where they are.`),
      ];
    }
    case "munmap": {
      const frames = freed > 0 ? ` ${plural(freed, "frame is", "frames are")} free again.` : "";
      return [text(`The addresses from ${hex(at * 4096)} are free.${frames}`)];
    }
    case "store":
      return allocated > 0
        ? [
            text(
              `${plural(allocated, "page fault", "page faults")}: ${plural(allocated, "frame", "frames")} allocated and written in `,
            ),
            ...placeWords(step.after, mm, at, names),
            text("."),
          ]
        : [
            text("Written in place in "),
            ...placeWords(step.after, mm, at, names),
            text(": the entries were there."),
          ];
    case "load":
      return [text("Read from "), ...placeAndAddress(step.after, mm, at, names), text(".")];
    default:
      return null;
  }
};

/** What an ioctl of a userfaultfd is for, and where. */
const uffdSentence = (step: Step, mm: MmId, names: Names): Sentence | null => {
  const request = step.call.name === "ioctl" ? step.call.args[1] : undefined;
  const known = UFFDIO.constants.find((constant) => constant.value === request);
  if (known === undefined) return null;
  const [range] = callRanges(step);
  const place =
    range === undefined ? [] : [text(" at "), ...placeAndAddress(step.after, mm, range.start, names)];
  const meaning = known.meaning.charAt(0).toLowerCase() + known.meaning.slice(1);
  return [code(known.name), ...place, text(`: ${meaning}`)];
};

/** What a call did, in one sentence. `names`: variables after the call. */
export const stepSentence = (step: Step, mm: MmId, names: Names): Sentence =>
  endedSentence(step) ??
  movedSentence(step, mm, names) ??
  boundsSentence(step, mm, names) ??
  uffdSentence(step, mm, names) ??
  byCall(step, mm, names) ?? [
    code(step.text),
    text(step.result.kind === "ok" ? ` returned ${resultText(step)}.` : ""),
  ];

const resultText = (step: Step): string => {
  if (step.result.kind !== "ok") return "";
  return step.result.value > 4096n ? hex(step.result.value) : step.result.value.toString();
};
