import type { BootVma } from "#engine/bootOptions.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { NO_FILTER, rowsThatFit } from "./logFilter.ts";
import type { LogFilter } from "./logFilter.ts";
import { mmOf } from "./logMachine.ts";
import { kindNumber, LogRows, ROW_KINDS } from "./logRows.ts";
import type { Place, RowKind, Said } from "./logRows.ts";
import { compareMaps } from "./mapsCompare.ts";
import type { MapsComparison } from "./mapsCompare.ts";
import { isMapsLine, parseMaps } from "./procMaps.ts";
import { LogJoiner } from "./straceLog.ts";
import type { LogItem } from "./straceLog.ts";
import type { JudgedCall, MemoryStart } from "./straceMemory.ts";
import { LogProcesses } from "./straceProcesses.ts";
import { firstBreak } from "./straceReplay.ts";

export interface ImportOptions {
  readonly kernel: KernelProfile;
  /** Mappings at the start; null: those that stand in front of the log, if any do. */
  readonly maps: readonly BootVma[] | null;
}

/** A place in the log from which it can be replayed again. */
interface Checkpoint {
  readonly row: number;
  readonly piece: number;
  readonly at: number;
  readonly lineNumber: number;
  readonly processes: LogProcesses;
  readonly joiner: LogJoiner;
}

/** A call once more, with the machine of its process before it. */
export interface Replayed {
  readonly before: Machine;
  readonly judged: JudgedCall | null;
  readonly item: LogItem;
}

const ROWS_BETWEEN_CHECKPOINTS = 4096;
const MOST_REASONS = 50;

export interface ReasonCount {
  readonly kind: RowKind;
  readonly reason: string;
  readonly count: number;
}

/**
 * A log that is read piece by piece and replayed as it comes. It keeps the text, a row of numbers for each line that
 * says something, and now and then a checkpoint, from which single calls are replayed again when somebody asks.
 */
export class LogImport {
  readonly rows = new LogRows();
  readonly kernel: KernelProfile;
  /** Mappings at the start, once the first call has been read. */
  maps: readonly BootVma[] | null;
  /** Why mappings in front of the log could not be used. */
  mapsProblem: string | null = null;
  lines = 0;
  private readonly pieces: string[] = [];
  private readonly counted = new Uint32Array(ROW_KINDS.length);
  private readonly reasonCounts = new Map<string, ReasonCount>();
  private readonly interrupted = new Map<number, string>();
  private readonly checkpoints: Checkpoint[] = [];
  private readonly mapsLines: string[] = [];
  private readonly endLines: string[] = [];
  private joiner = new LogJoiner();
  private processes: LogProcesses | null = null;
  private rest = "";
  private view: Uint32Array | null = null;

  constructor({ kernel, maps }: ImportOptions) {
    this.kernel = kernel;
    this.maps = maps;
  }

  /** Takes the next piece of text; it may end anywhere. */
  feed(text: string): void {
    const end = text.lastIndexOf("\n") + 1;
    if (end === 0) {
      this.rest += text;
      return;
    }
    // Pieces are never joined: a copy of each would cost more than reading it.
    const first = this.rest === "" ? 0 : text.indexOf("\n") + 1;
    if (first > 0) this.piece(this.rest + text.slice(0, first));
    if (end > first) this.piece(text.slice(first, end));
    this.rest = text.slice(end);
  }

  /** The log is over: what has begun has not come back. */
  end(): void {
    if (this.rest !== "") this.piece(`${this.rest}\n`);
    this.rest = "";
    for (const [pid, call] of this.joiner.pending) {
      const row = this.add(
        "unread",
        { lineNumber: call.lineNumber, pid, call: call.name, errno: "", column: 0 },
        NOWHERE,
      );
      this.interrupted.set(row, `${call.text} <unfinished ...>`);
    }
  }

  get counts(): Readonly<Record<RowKind, number>> {
    const counts = ROW_KINDS.map((kind, index) => [kind, this.counted[index] ?? 0] as const);
    return Object.fromEntries(counts) as Record<RowKind, number>;
  }

  /** Why calls could not be judged, the most frequent reason first. */
  get reasons(): readonly ReasonCount[] {
    return [...this.reasonCounts.values()].toSorted((a, b) => b.count - a.count);
  }

  /** The mappings of the first process now against those written behind the log, or given. */
  compareEnd(maps: readonly BootVma[] | null): MapsComparison | null {
    const text = parseMaps(this.endLines.join("\n"));
    const expected = maps ?? (text.ok ? text.value : null);
    const first = this.processes?.firstPid ?? null;
    if (expected === null || first === null || this.processes === null) return null;
    const { machine } = this.processes.memoryOf(first, this.joiner.pending);
    const mm = mmOf(machine);
    return mm === null ? null : compareMaps(machine, mm, expected);
  }

  /** Sets which rows `row` counts, and says how many there are. */
  filter(filter: LogFilter): number {
    const all = Object.entries(NO_FILTER).every(([key, value]) => filter[key as keyof LogFilter] === value);
    this.view = all ? null : rowsThatFit(this.rows, filter, (row) => this.textOf(row));
    return this.shown;
  }

  /** How many rows fit the filter. */
  get shown(): number {
    return this.view?.length ?? this.rows.length;
  }

  /** The row at a place of what fits the filter; -1 past the end. */
  rowAt(place: number): number {
    if (place < 0 || place >= this.shown) return -1;
    return this.view === null ? place : (this.view[place] ?? -1);
  }

  /** The place of a row among what fits the filter, or of the next one. */
  placeOf(row: number): number {
    if (this.view === null) return row;
    const after = this.view.findIndex((one) => one >= row);
    return after === -1 ? Math.max(0, this.view.length - 1) : after;
  }

  /** The line, with both halves of an interrupted call put together. */
  textOf(row: number): string {
    const { piece, from, to } = this.rows;
    return (
      this.interrupted.get(row) ?? (this.pieces[piece[row] ?? 0] ?? "").slice(from[row] ?? 0, to[row] ?? 0)
    );
  }

  /** Goes to the row's call once more, from the checkpoint before it. */
  replay(row: number): Replayed | null {
    const checkpoint = this.checkpoints.findLast((one) => one.row <= row);
    const wanted = this.rows.lineNumber[row] ?? 0;
    if (checkpoint === undefined) return null;
    const joiner = checkpoint.joiner.copy();
    const processes = checkpoint.processes.copy();
    let { lineNumber, at } = checkpoint;
    for (let piece = checkpoint.piece; piece < this.pieces.length; piece += 1, at = 0) {
      const text = this.pieces[piece] ?? "";
      while (at < text.length) {
        const end = text.indexOf("\n", at);
        const item = joiner.push(text.slice(at, end), lineNumber);
        if (lineNumber === wanted) return item === null ? null : replayed(item, processes, joiner);
        if (item?.kind === "call") processes.take(item.call, joiner.pending);
        if (item?.kind === "exit") processes.exit(item.pid);
        at = end + 1;
        lineNumber += 1;
      }
    }
    return null;
  }

  private piece(text: string): void {
    const piece = this.pieces.push(text) - 1;
    for (let from = 0; from < text.length;) {
      const to = text.indexOf("\n", from);
      this.lines += 1;
      if (this.processes === null) this.before(text, { piece, from, to });
      else this.line(text.slice(from, to), { piece, from, to }, this.processes);
      from = to + 1;
    }
  }

  /** Lines in front of the first call: mappings, perhaps. */
  private before(text: string, place: Place): void {
    const line = text.slice(place.from, place.to);
    if (isMapsLine(line)) {
      this.mapsLines.push(line);
      return;
    }
    const item = this.joiner.push(line, this.lines);
    if (item === null && this.joiner.pending.size === 0) return;
    if (item?.kind === "unread") {
      this.keep(item, place, null);
      return;
    }
    this.joiner = new LogJoiner();
    const processes = new LogProcesses(this.start(text));
    this.processes = processes;
    this.line(line, place, processes);
  }

  private start(text: string): MemoryStart {
    if (this.maps === null && this.mapsLines.length > 0) {
      const parsed = parseMaps(this.mapsLines.join("\n"));
      if (parsed.ok) this.maps = parsed.value;
      else this.mapsProblem = parsed.error;
    }
    return { kernel: this.kernel, maps: this.maps, brk: firstBreak(text) };
  }

  private line(line: string, place: Place, processes: LogProcesses): void {
    const last = this.checkpoints.at(-1);
    const due = last === undefined || this.rows.length - last.row >= ROWS_BETWEEN_CHECKPOINTS;
    if (due && !this.joiner.midLine) {
      this.checkpoints.push({
        row: this.rows.length,
        piece: place.piece,
        at: place.from,
        lineNumber: this.lines,
        processes: processes.copy(),
        joiner: this.joiner.copy(),
      });
    }
    const item = this.joiner.push(line, this.lines);
    if (item === null) return;
    if (item.kind === "unread" && isMapsLine(line)) {
      this.endLines.push(line);
      return;
    }
    const judged = item.kind === "call" ? processes.take(item.call, this.joiner.pending) : null;
    if (item.kind === "exit") processes.exit(item.pid);
    this.keep(item, place, judged);
  }

  private keep(item: LogItem, place: Place, judged: JudgedCall | null): void {
    switch (item.kind) {
      case "call": {
        const { lineNumber, pid, name, raw, begun } = item.call;
        const errno = errnoAtEnd(raw);
        const row = this.add(
          judged?.verdict ?? "passed",
          { lineNumber, pid, call: name, errno, column: 0 },
          place,
        );
        if (begun !== null) this.interrupted.set(row, raw);
        if (judged !== null && judged.reason !== null) this.countReason(judged.verdict, judged.reason);
        return;
      }
      case "signal":
      case "exit": {
        const errno = /\bSIG[A-Z0-9]+/.exec(item.text)?.[0] ?? "";
        const { lineNumber, pid } = item;
        this.add(item.kind, { lineNumber, pid, call: "", errno, column: 0 }, place);
        return;
      }
      case "unread":
        this.add(
          "unread",
          { lineNumber: item.lineNumber, column: item.column, pid: 0, call: "", errno: "" },
          place,
        );
    }
  }

  private add(kind: RowKind, said: Said, place: Place): number {
    const index = kindNumber(kind);
    this.counted[index] = (this.counted[index] ?? 0) + 1;
    return this.rows.add(kind, said, place);
  }

  private countReason(kind: RowKind, reason: string): void {
    const known = this.reasonCounts.get(reason);
    if (known === undefined && this.reasonCounts.size >= MOST_REASONS) return;
    this.reasonCounts.set(reason, { kind, reason, count: (known?.count ?? 0) + 1 });
  }
}

const NOWHERE: Place = { piece: 0, from: 0, to: 0 };

function replayed(item: LogItem, processes: LogProcesses, joiner: LogJoiner): Replayed | null {
  if (item.kind !== "call") return null;
  const memory = processes.memoryOf(item.call.pid, joiner.pending);
  const before = memory.machine;

  return { before, judged: processes.take(item.call, joiner.pending), item };
}

const FAILED = " = -1 E";

function errnoAtEnd(raw: string): string {
  const at = raw.lastIndexOf(FAILED);
  if (at === -1) return "";
  const from = at + FAILED.length - 1;
  const blank = raw.indexOf(" ", from);
  return raw.slice(from, blank === -1 ? raw.length : blank);
}
