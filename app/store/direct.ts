import { PAGE_SIZE, hex } from "#engine/addr.ts";
import type { Call, CallResult } from "#engine/calls.ts";
import type { Machine, MmId, Tid } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { VM_LOCKED, VM_WRITE, hasFlags } from "#engine/vmFlags.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { addressText, bitOf, callOf, draftText, sizeText } from "./composer.ts";
import { machineAt } from "./cursor.ts";
import { runVariant } from "./matrix.ts";
import { freshName } from "./rewrite.ts";
import type { ComposerDraft, ExplorerState } from "./types.ts";

/** What the toolbar does to pages. */
export type PageDeed = "touch" | "protect" | "lock" | "watch" | "seal" | "dontneed" | "unmap";

/** Something done to memory with the hand: addresses in bytes, whole pages, ranges half open. */
export type HandAction =
  /** `keep`: the place is a hint, and the source stays mapped (MREMAP_DONTUNMAP). */
  | {
      readonly kind: "move";
      readonly start: number;
      readonly end: number;
      readonly to: number;
      readonly keep: boolean;
    }
  | {
      readonly kind: "resize";
      readonly start: number;
      readonly end: number;
      readonly size: number;
      readonly mayMove: boolean;
    }
  | { readonly kind: "map"; readonly start: number; readonly end: number };

export interface DeedAction {
  readonly kind: PageDeed;
  readonly start: number;
  readonly end: number;
}

/** Where an action takes place: at the cursor, between two calls. */
export interface Hold {
  readonly timeline: Timeline;
  readonly text: string;
  /** Calls done. */
  readonly at: number;
  readonly machine: Machine;
  readonly tid: Tid;
  /** "thread child: ", or "" for the first thread. */
  readonly label: string;
  readonly names: ReadonlyMap<string, bigint>;
}

const NO_NAMES: ReadonlyMap<string, bigint> = new Map();

/** At `done` calls; null where the process is not there, or every thread of it sleeps. */
export const holdAt = (timeline: Timeline, text: string, done: number, mm: MmId): Hold | null => {
  const machine = machineAt(timeline, done);
  const tasks = [...machine.tasks.values()];
  const task = tasks.find((each) => each.mm === mm && each.blockedOn === null);
  if (task === undefined) return null;
  const label = task === tasks[0] ? "" : `thread ${task.name}: `;
  const names = timeline.steps[done - 1]?.names ?? NO_NAMES;
  return { timeline, text, at: done, machine, tid: task.tid, label, names };
};

/** Where the reader is. A call in progress counts as done. Null while the text has an error. */
export const holdNow = ({ run, cursor }: ExplorerState, mm: MmId): Hold | null => {
  if (run.stale) return null;
  const done = Math.min(run.timeline.steps.length, cursor.done + (cursor.t > 0 ? 1 : 0));
  return holdAt(run.timeline, run.text, done, mm);
};

const draftOf = (action: Exclude<HandAction, { kind: "map" }>): ComposerDraft => {
  const oldSize = BigInt(action.end - action.start);
  const base = { oldAddress: BigInt(action.start), oldSize };
  const mayMove = bitOf("MREMAP_MAYMOVE");
  if (action.kind === "resize") {
    const flags = action.mayMove ? mayMove : 0;
    return { ...base, newSize: BigInt(action.size), flags, newAddress: 0n, hasNewAddress: false };
  }
  const flags = mayMove + bitOf(action.keep ? "MREMAP_DONTUNMAP" : "MREMAP_FIXED");
  return { ...base, newSize: oldSize, flags, newAddress: BigInt(action.to), hasNewAddress: true };
};

const PROT = 3n;
/** MAP_PRIVATE, MAP_ANONYMOUS and MAP_FIXED_NOREPLACE. */
const MAP_FLAGS = 0x2n + 0x20n + 0x10_0000n;

const mapCall = (start: number, end: number): Call => ({
  name: "mmap",
  args: [BigInt(start), BigInt(end - start), PROT, MAP_FLAGS, -1n, 0n],
});

const mapText = (start: number, end: number): string =>
  `mmap(${hex(start)}, ${sizeText(BigInt(end - start))}, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE, -1, 0)`;

/** What an action would do, before it is done. */
export interface Preview {
  /** The line that it writes. */
  readonly line: string;
  /** The call in that line, without variable and thread. */
  readonly call: string;
  readonly result: CallResult;
  /** "moves", "stays", "maps", or an errno. */
  readonly verdict: string;
  readonly why: string;
  readonly after: Machine;
  /** Where the mapping lies afterwards, in bytes; when the call fails, where it was to lie. */
  readonly place: { readonly start: number; readonly end: number };
}

/** Variables of the whole run: a new one must not be any of them. */
const takenNames = ({ timeline, names }: Hold): ReadonlyMap<string, bigint> =>
  new Map([...(timeline.steps.at(-1)?.names ?? NO_NAMES), ...names]);

const whyOf = (result: CallResult, detail: string): string => ("why" in result ? result.why : detail);

const previewMap = (hold: Hold, start: number, end: number): Preview => {
  const { result, machine } = runCall(hold.machine, hold.tid, mapCall(start, end));
  const call = mapText(start, end);
  const ok = result.kind === "ok";
  const head = ok ? `${freshName("map", takenNames(hold))} = ` : "";
  const at = ok ? Number(result.value) : start;
  return {
    line: hold.label + head + call,
    call,
    result,
    verdict: ok ? "maps" : result.kind === "failed" ? result.errno : result.kind,
    why: whyOf(result, ""),
    after: machine,
    place: { start: at, end: at + end - start },
  };
};

/** Asks the engine what the action would do. */
export const preview = (hold: Hold, action: HandAction): Preview => {
  if (action.kind === "map") return previewMap(hold, action.start, action.end);
  const draft = draftOf(action);
  const source = addressText(draft.oldAddress, hold.names);
  const { result, verdict, detail, after } = runVariant(hold.machine, hold.tid, draft, source);
  const moved = result.kind === "ok" && result.value !== draft.oldAddress;
  const call = draftText(draft, hold.names);
  const head = moved ? `${freshName("to", takenNames(hold))} = ` : "";
  const asked = action.kind === "move" ? action.to : action.start;
  const start = result.kind === "ok" ? Number(result.value) : asked;
  return {
    line: hold.label + head + call,
    call,
    result,
    verdict,
    why: whyOf(result, detail),
    after,
    place: { start, end: start + Number(callOf(draft).args[2]) },
  };
};

const UFFD_MADE = /^\s*(?:thread\s+\w+\s*:\s*)?([A-Za-z_]\w*)\s*=\s*userfaultfd\(/m;

/** The userfaultfd that the program has by now, with its API agreed on; else the lines that make one. */
const uffdOf = (hold: Hold): { readonly name: string; readonly lines: readonly string[] } => {
  const name = UFFD_MADE.exec(hold.text)?.[1];
  if (name !== undefined && hold.names.has(name)) return { name, lines: [] };
  const fresh = freshName("uffd", takenNames(hold));
  return {
    name: fresh,
    lines: [
      `${fresh} = userfaultfd(O_CLOEXEC|O_NONBLOCK)`,
      `ioctl(${fresh}, UFFDIO_API, {api=0xaa, features=0})`,
    ],
  };
};

/** The first letter that the program does not store yet. */
const freshLetter = (text: string): string =>
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").find((letter) => !text.includes(`'${letter}'`)) ?? "A";

const flagsAt = ({ machine, tid }: Hold, start: number): number => {
  const task = machine.tasks.get(tid);
  const mm = task === undefined ? undefined : machine.mms.get(task.mm);
  return mm?.vmas.at(start)?.value.flags ?? 0;
};

/** Whether protecting these pages takes the right to write away, or gives it back. */
export const isWritable = (hold: Hold, start: number): boolean => hasFlags(flagsAt(hold, start), VM_WRITE);
/** Whether these pages are locked already, so that the same button unlocks them. */
export const isLocked = (hold: Hold, start: number): boolean => hasFlags(flagsAt(hold, start), VM_LOCKED);

const deedCalls = (hold: Hold, { kind, start, end }: DeedAction): readonly string[] => {
  const range = `${addressText(BigInt(start), hold.names)}, ${sizeText(BigInt(end - start))}`;
  switch (kind) {
    case "touch":
      return [`store(${range}, '${freshLetter(hold.text)}')`];
    case "protect":
      return [`mprotect(${range}, ${isWritable(hold, start) ? "PROT_READ" : "PROT_READ|PROT_WRITE"})`];
    case "lock":
      return [`${isLocked(hold, start) ? "munlock" : "mlock"}(${range})`];
    case "seal":
      return [`mseal(${range}, 0)`];
    case "dontneed":
      return [`madvise(${range}, MADV_DONTNEED)`];
    case "unmap":
      return [`munmap(${range})`];
    case "watch": {
      const { name, lines } = uffdOf(hold);
      const [from, length] = [addressText(BigInt(start), hold.names), sizeText(BigInt(end - start))];
      return [
        ...lines,
        `ioctl(${name}, UFFDIO_REGISTER, {range={start=${from}, len=${length}}, mode=UFFDIO_REGISTER_MODE_MISSING})`,
      ];
    }
  }
};

/** The lines that a button of the toolbar writes. */
export const deedLines = (hold: Hold, deed: DeedAction): readonly string[] =>
  deedCalls(hold, deed).map((call) => hold.label + call);

/** Whole pages only, and never less than one. */
export const atLeastOnePage = (bytes: number): number =>
  Math.max(PAGE_SIZE, Math.round(bytes / PAGE_SIZE) * PAGE_SIZE);
