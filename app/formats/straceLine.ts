/** One line of an strace log, taken apart but for its arguments. */
export type LogLine =
  | { readonly kind: "call"; readonly pid: number | null; readonly name: string; readonly text: string }
  /** `mmap(NULL, 8192, … <unfinished ...>` */
  | { readonly kind: "unfinished"; readonly pid: number | null; readonly text: string }
  /** `<... mmap resumed>…` */
  | { readonly kind: "resumed"; readonly pid: number | null; readonly name: string; readonly text: string }
  | { readonly kind: "signal"; readonly pid: number | null; readonly text: string }
  | { readonly kind: "exit"; readonly pid: number | null; readonly text: string }
  /** Empty, or something that strace says about itself. */
  | { readonly kind: "other" };

const PID = /^(?:\[pid\s+(\d+)\]|(\d+))\s+(?=\D|\d+[:.])/;
/** -t, -tt, -ttt, -r, and -i with its instruction pointer. */
const TIME =
  /^(?:\d{2}:\d{2}:\d{2}(?:\.\d+)?|\d{9,}\.\d+|\+?\s*\d+\.\d{6}|\(\+\s*\d+\.\d+\)|\[[0-9a-f?]+\])\s+/;
const OTHER: LogLine = { kind: "other" };

/** Takes one line apart; never fails. `-y` notes behind descriptors and `-T` times at the end are cut away. */
export function parseLogLine(line: string): LogLine {
  const { pid, rest } = withoutPrefixes(line.trim());
  if (rest.startsWith("---")) return { kind: "signal", pid, text: rest };
  if (rest.startsWith("+++")) return { kind: "exit", pid, text: rest };
  const resumed = /^<\.\.\. (\w+) resumed>\s?/.exec(rest);
  if (resumed?.[1] !== undefined) {
    const text = withoutNotes(rest.slice(resumed[0].length));
    return { kind: "resumed", pid, name: resumed[1], text };
  }
  const name = /^([a-z_][a-z0-9_]*)\(/.exec(rest)?.[1];
  if (name === undefined) return OTHER;
  const unfinished = /\s*<unfinished \.\.\.>$/.exec(rest);
  if (unfinished !== null)
    return { kind: "unfinished", pid, text: withoutNotes(rest.slice(0, unfinished.index)) };
  return { kind: "call", pid, name, text: withoutNotes(rest) };
}

function withoutPrefixes(line: string): { readonly pid: number | null; readonly rest: string } {
  let rest = line;
  let pid: number | null = null;
  const found = PID.exec(rest);
  if (found !== null) {
    pid = Number(found[1] ?? found[2]);
    rest = rest.slice(found[0].length);
  }
  for (let prefixes = 0; prefixes < 3; prefixes += 1) {
    const time = TIME.exec(rest);
    if (time === null) break;
    rest = rest.slice(time[0].length);
  }
  return { pid, rest };
}

/** Descriptor notes (3</tmp/a>, 4<anon_inode:[userfaultfd]>) and the time a call took (<0.000012>). */
const withoutNotes = (text: string): string =>
  text
    .replace(/\s*<\d+\.\d+>$/, "")
    .replace(/\b(\d+|AT_FDCWD)<(?:[^<>"]|<[^<>]*>|->)*>/g, "$1")
    .trimEnd();
