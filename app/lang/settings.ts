/** The settings of the machine: how each is written, and what it does. Parser, editor and documentation use this table. */
import type { Setting } from "./program.ts";

export interface SettingDoc {
  readonly name: Setting["name"];
  /** One line as it may stand in a program. */
  readonly usage: string;
  readonly meaning: string;
}

export const LIMIT_NAMES = ["MEMLOCK", "AS", "DATA", "STACK"] as const;
export const THP_MODES = ["always", "madvise", "never"] as const;
export const OVERCOMMIT_MODES = [0, 1, 2] as const;

export const SETTINGS: readonly SettingDoc[] = [
  { name: "title", usage: 'title "what this shows"', meaning: "What the program is called." },
  {
    name: "kernel",
    usage: "kernel 6.18",
    meaning: "The Linux release that it runs on, unless another is chosen at the top of the page.",
  },
  {
    name: "limit",
    usage: "limit MEMLOCK 64 KiB",
    meaning:
      "A limit of the process: MEMLOCK, AS, DATA or STACK. A second number is the hard limit; unlimited is no limit.",
  },
  {
    name: "thp",
    usage: "thp madvise",
    meaning:
      "When huge pages are used without being asked for: always, madvise (where the program wants them), never.",
  },
  {
    name: "overcommit",
    usage: "overcommit 2",
    meaning: "Whether the kernel promises more memory than there is: 0 within reason, 1 always, 2 never.",
  },
  {
    name: "max_map_count",
    usage: "max_map_count 65530",
    meaning: "How many mappings a process may have.",
  },
  {
    name: "mmap_min_addr",
    usage: "mmap_min_addr 65536",
    meaning: "The lowest address that may be mapped.",
  },
  { name: "memory", usage: "memory 2 GiB", meaning: "How much memory the machine has." },
  {
    name: "capabilities",
    usage: "capabilities CAP_IPC_LOCK",
    meaning: "Rights of the process beyond those of any user: names with blanks between them.",
  },
  {
    name: "maps",
    usage: 'maps 0x10000000, 8*PAGE, rw-p, "[heap]"',
    meaning:
      "A mapping that is there before the first call: start, length, permissions, and perhaps a name. With the first such line the usual small program is gone.",
  },
];

const byName = new Map<string, SettingDoc>(SETTINGS.map((setting) => [setting.name, setting]));

export const settingNamed = (name: string): SettingDoc | null => byName.get(name) ?? null;
