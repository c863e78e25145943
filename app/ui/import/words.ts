import type { RowKind } from "#formats/logRows.ts";

const number = new Intl.NumberFormat("en");
const counted = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** The sentences of the page that reads logs; loaded with it. */
export const words = {
  title: "Import a log",
  about:
    "Drop the strace log of a real program. The engine replays every call on memory and compares its results with those of the log.",
  privacy: "Nothing leaves the browser. The log is read on this machine and kept until you close the page.",
  input: "What to read",
  drop: "Drop files here",
  dropMore: "An strace log, and if you have them its mappings (maps or smaps).",
  choose: "Choose files",
  log: "Log",
  logHint:
    "955   mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc0000\n955   mremap(0x7ffff7da8000, 163840, 241664, MREMAP_MAYMOVE) = 0x7ffff7d6d000",
  maps: "Mappings at the start (optional)",
  mapsHint: "555555554000-555555555000 r--p 00000000 fe:00 7  /tmp/app",
  mapsWhy:
    "/proc/PID/maps or smaps, taken when the program had just been started. With it the places that the kernel chose are predicted from the first call on. Mappings in front of the log are found too; mappings behind it are compared with the engine’s at the end.",
  how: "How to make a log",
  howLines: [
    "setarch -R strace -f -o trace.strace COMMAND",
    "gdb --args COMMAND, then starti, then !cat /proc/PID/maps with the number that info inferiors shows",
  ],
  howWhy:
    "setarch -R turns address randomisation off, so that log and mappings belong together. Any options of strace will do: -f, -t, -r, -T, -y, -i, -k, -X.",
  kernel: "Kernel of the log",
  replay: "Replay",
  example: "Try an example",
  file: (name: string, bytes: number) => `${name} (${size(bytes)})`,
  clear: "Clear",
  kinds: {
    scenario: "This is a scenario, not a log. Open it in the workbench.",
    recording: "This is a recording of the project’s own tests. The command npm run replay reads it.",
    maps: "These are mappings. Add the log that belongs to them.",
  },
  openScenario: "Open in the workbench",
  reading: "Reading",
  progress: (lines: number, differs: number) =>
    `${counted(lines, "line", "lines")} read, ${differs === 0 ? "no difference so far" : counted(differs, "difference", "differences")}`,
  stop: "Stop",
  stopped: "Stopped. What had been read until then is below.",
  failed: "The log could not be read.",
  result: "Result",
  agree: (agrees: number, of: number) =>
    `${number.format(agrees)} of ${counted(of, "call", "calls")} on memory agree`,
  noCalls: "There is no call on memory in this log.",
  nothing: "Not one line of this is a call as strace writes it. The lines below say where reading ended.",
  facts: (lines: number, milliseconds: number, threads: number) =>
    `${counted(lines, "line", "lines")}, ${counted(threads, "thread", "threads")}, read in ${(milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : 1)} s`,
  differ: (count: number) => counted(count, "difference", "differences"),
  open: (count: number) => `${number.format(count)} not predicted`,
  unmodelled: (count: number) => `${number.format(count)} not modelled`,
  unread: (count: number) => counted(count, "line not read", "lines not read"),
  untold: "What the log cannot tell",
  untoldAlways:
    "Which pages a program touches is in no log. So pages are not drawn here, and whether two neighbours have become one mapping can be wrong where one of them had been written to.",
  noMaps:
    "The mappings at the start are not known. The first place that the kernel chose is taken from the log; from then on places are predicted.",
  mapsUsed: (count: number) => `The replay began with ${counted(count, "mapping", "mappings")}.`,
  mapsProblem: (why: string) => `The mappings in front of the log cannot be read: ${why}.`,
  reason: (reason: string, count: number) => `${number.format(count)} × ${reason}`,
  endSame: (count: number) =>
    `At the end the engine has the same mappings as the file: all ${number.format(count)} stretches.`,
  endDiffers: (same: number) =>
    `At the end ${counted(same, "stretch of mappings is", "stretches of mappings are")} the same. These are not:`,
  onlyEngine: (text: string) => `engine only: ${text}`,
  onlyFile: (text: string) => `file only: ${text}`,
  marks: "Every mremap of the log",
  marksLabel: (count: number, differ: number, open: number) =>
    `Timeline of the log: ${counted(count, "mremap call", "mremap calls")}, ${number.format(differ)} predicted otherwise, ${number.format(open)} not predicted.`,
  noMarks: "There is no mremap in this log.",
  filters: "Find lines",
  search: "Text or address",
  searchHint: "0x7ffff7d6d000, libc, MREMAP_FIXED …",
  call: "Call",
  anyCall: "Any call",
  errno: "Errno or signal",
  anyErrno: "Any outcome",
  pid: "Thread",
  anyPid: "All threads",
  kind: "Verdict",
  choice: (text: string, count: number) => `${text} (${number.format(count)})`,
  shown: (count: number) => counted(count, "line", "lines"),
  rows: "Lines of the log",
  none: "No line fits. Take one filter away.",
  pick: "Choose a line to see what it did.",
  line: (line: number) => `Line ${number.format(line)}`,
  thread: (pid: number) => `thread ${pid}`,
  inLog: "In the log",
  inEngine: "The engine",
  decidedIn: (where: string) => `decided in ${where}`,
  before: "Mappings around it, before",
  after: "After",
  nothingMapped: "nothing is known to be mapped here",
  pages: (pages: number) => counted(pages, "page", "pages"),
  toWorkbench: "Open in the workbench",
  toWorkbenchWhy: "The mappings around the call as a program, then the call. Your own work stays as it is.",
  noScenario:
    "This call cannot be shown in the workbench: what it worked on is not known, or it needs more than the mappings around it.",
  unfaithful: "In the workbench the engine gives its own result, as here.",
  scenarioTitle: (line: number) => `Line ${line} of a log`,
  unreadAt: (column: number) => `Reading ended at column ${column}.`,
  unreadWhy: {
    call: "Here a call was expected: a name, its arguments in parentheses, “ = ” and the result. If the line was broken in two, join it; if it is no line of strace, it does no harm.",
    beginning:
      "The beginning of this call is not in the log. Record from the start of the program, or join the files that strace -ff wrote.",
    end: "This call has not come back before the log ends. What it did is not known.",
  },
  cTitle: "Check it on your machine",
  cAbout:
    "Paste what the C program of the downloads printed. It is compared with the program that is open in the workbench.",
  cPass: "PASS. Your machine did everything that the page shows.",
  cSkip: (why: string) => `Your machine could not run it: ${why}. Nothing was compared.`,
  cDifferent: (call: number) => `Your machine did something else in call ${call}.`,
  cWhat: "What was compared",
  cExpected: "The page expects",
  cGot: "Your machine gave",
  cRule: "Why the page expects it",
  cSucceeds: "The engine lets the call succeed on the chosen kernel.",
  cKernels: (kernels: readonly string[], chosen: string) =>
    kernels.length === 0
      ? `No kernel that is modelled gives that. Either the machine has a setting that the program does not see, or the model of ${chosen} is wrong here.`
      : kernels.includes(chosen)
        ? `The model of ${chosen} gives that as well, so the difference lies in what cannot be compared across processes.`
        : `The model gives that on ${list(kernels)}. Compare with uname -r on your machine.`,
  cChoose: "Look at this call",
} as const;

/** A row's verdict, for the list and the filter. */
export const KIND_WORDS: Readonly<Record<RowKind | "memory", string>> = {
  memory: "Calls on memory",
  agrees: "Agrees",
  differs: "Differs",
  takenOver: "Not predicted",
  notModelled: "Not modelled",
  passed: "Other call",
  signal: "Signal",
  exit: "Exit",
  unread: "Not read",
};

const KIB = 1024;

function size(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`;
  if (bytes < KIB * KIB) return `${Math.round(bytes / KIB)} KiB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}

function list(parts: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}
