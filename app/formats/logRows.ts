/** What a row of an imported log is. The first four are verdicts on calls that can change memory. */
export const ROW_KINDS = [
  "agrees",
  "differs",
  "takenOver",
  "notModelled",
  "passed",
  "signal",
  "exit",
  "unread",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const KIND_NUMBERS: ReadonlyMap<string, number> = new Map(ROW_KINDS.map((kind, index) => [kind, index]));
export const kindNumber = (kind: RowKind): number => KIND_NUMBERS.get(kind) ?? 0;

/** Where a line stands: number of the piece of text, and the stretch in it. */
export interface Place {
  readonly piece: number;
  readonly from: number;
  readonly to: number;
}

/** What a row says. Strings are kept once each. */
export interface Said {
  /** 1-based. */
  readonly lineNumber: number;
  readonly pid: number;
  /** The call's name; "" for rows that are none. */
  readonly call: string;
  /** The errno or signal; "" if there is none. */
  readonly errno: string;
  /** 1-based column at which reading ended; 0 where all was read. */
  readonly column: number;
}

const FIRST_SIZE = 4096;

/** Texts by number and numbers by text. Number 0 is the empty text. */
class Words {
  readonly list: string[] = [""];
  private readonly numbers = new Map<string, number>([["", 0]]);

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.list.length);
    // A slice would keep the whole piece of text that it was cut from.
    this.list.push(text);
    return this.list.length - 1;
  }

  find(text: string): number {
    return this.numbers.get(text) ?? -1;
  }
}

/** The rows of a log, a column each in arrays of numbers: a million rows are some thirty megabytes. */
export class LogRows {
  length = 0;
  readonly calls = new Words();
  readonly errnos = new Words();
  kind = new Uint8Array(FIRST_SIZE);
  lineNumber = new Uint32Array(FIRST_SIZE);
  column = new Uint16Array(FIRST_SIZE);
  pid = new Uint32Array(FIRST_SIZE);
  call = new Uint16Array(FIRST_SIZE);
  errno = new Uint16Array(FIRST_SIZE);
  piece = new Uint32Array(FIRST_SIZE);
  from = new Uint32Array(FIRST_SIZE);
  to = new Uint32Array(FIRST_SIZE);

  add(kind: RowKind, said: Said, place: Place): number {
    const at = this.length;
    if (at === this.kind.length) this.grow();
    this.length += 1;
    this.kind[at] = kindNumber(kind);
    this.lineNumber[at] = said.lineNumber;
    this.column[at] = said.column;
    this.pid[at] = said.pid;
    this.call[at] = this.calls.numberOf(said.call);
    this.errno[at] = this.errnos.numberOf(said.errno);
    this.piece[at] = place.piece;
    this.from[at] = place.from;
    this.to[at] = place.to;
    return at;
  }

  kindOf(row: number): RowKind {
    return ROW_KINDS[this.kind[row] ?? 0] ?? "passed";
  }

  private grow(): void {
    this.kind = larger(this.kind, Uint8Array);
    this.lineNumber = larger(this.lineNumber, Uint32Array);
    this.column = larger(this.column, Uint16Array);
    this.pid = larger(this.pid, Uint32Array);
    this.call = larger(this.call, Uint16Array);
    this.errno = larger(this.errno, Uint16Array);
    this.piece = larger(this.piece, Uint32Array);
    this.from = larger(this.from, Uint32Array);
    this.to = larger(this.to, Uint32Array);
  }
}

/** The same numbers in an array of twice the length. */
function larger<T extends ArrayLike<number> & { set(values: ArrayLike<number>): void }>(
  array: T,
  Type: new (length: number) => T,
): T {
  const next = new Type(array.length * 2);
  next.set(array);
  return next;
}
