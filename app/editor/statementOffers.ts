import { KERNELS } from "#engine/kernels.ts";
import { describeWord } from "#lang/describe.ts";
import { LIMIT_NAMES, OVERCOMMIT_MODES, settingNamed, SETTINGS, THP_MODES } from "#lang/settings.ts";
import type { Token } from "#lang/tokens.ts";
import { callOffers, keyword, value, variableOffer } from "./offer.ts";
import type { Offer } from "./offer.ts";
import { threadsOf } from "./variables.ts";
import type { Variable } from "./variables.ts";

/** What can follow these tokens of a line that is in no call. */
export function statementOffers(
  line: readonly Token[],
  variables: readonly Variable[],
  before: readonly Token[],
): readonly Offer[] {
  const [first, second, third] = line.map(({ text }) => text);
  if (first === undefined) return atStart(variables, before);
  if (first === "thread") return inThread(line, variables, before);
  if (line.at(-1)?.text === "=" && line.at(-2)?.text === ")") return RESULTS;
  if (second === "=" && third === undefined)
    return [...callOffers([], false), ...variables.map(variableOffer)];
  if (first === "expect" && second === undefined) return [keyword("maps", "maps ", textOf("expect"))];
  const clause = first === "maps" ? line.slice(1) : first === "expect" ? line.slice(2) : null;
  if (clause !== null) return inClause(clause, variables);
  return line.length === 1 ? (VALUES[first] ?? []) : [];
}

const textOf = (word: string): string => describeWord(word)?.text ?? "";

const atStart = (variables: readonly Variable[], before: readonly Token[]): readonly Offer[] => [
  ...callOffers(variables, true),
  ...KEYWORDS,
  ...(before.some(({ text }) => text === "(") ? [] : SETTING_OFFERS),
];

const KEYWORDS = [
  keyword("thread", "thread ", textOf("thread")),
  keyword("expect maps", "expect maps ", textOf("expect")),
];
const SETTING_OFFERS = SETTINGS.map(({ name, meaning }) => keyword(name, `${name} `, meaning));

function inThread(
  line: readonly Token[],
  variables: readonly Variable[],
  before: readonly Token[],
): readonly Offer[] {
  if (line.length === 1) {
    const names = [...new Set([...threadsOf(before), "main", "gc"])].filter((name) => name !== "");
    return names.map((name) => keyword(name, `${name}: `, "A thread of this name."));
  }
  return line.length === 3 ? [...callOffers(variables, true), ...KEYWORDS.slice(1)] : [];
}

const PERMISSIONS = ["rw-p", "r--p", "---p", "r-xp", "rw-s", "r--s", "none"].map((text) =>
  value(text, text === "none" ? "Nothing is mapped in the range." : ""),
);
const LENGTHS = ["PAGE", "2*PAGE", "4*PAGE", "8*PAGE"].map((text) => value(text));

function inClause(tokens: readonly Token[], variables: readonly Variable[]): readonly Offer[] {
  if (tokens.length > 0 && tokens.at(-1)?.text !== ",") return [];
  const commas = tokens.filter(({ text }) => text === ",").length;
  if (commas === 0) return variables.map(variableOffer);
  return commas === 1 ? LENGTHS : commas === 2 ? PERMISSIONS : [];
}

/** What a call may be expected to come back with. */
const RESULTS = [
  value("0"),
  ...["EINVAL", "EFAULT", "ENOMEM", "EAGAIN", "EPERM", "EEXIST", "SIGSEGV", "SIGBUS"].map((name) =>
    value(`-1 ${name}`),
  ),
];

const values = (texts: readonly (string | number)[], setting: string): readonly Offer[] =>
  texts.map((text) => value(String(text), settingNamed(setting)?.meaning ?? ""));

/** What can follow the word of a setting. */
const VALUES: Readonly<Record<string, readonly Offer[]>> = {
  kernel: KERNELS.map(({ id, label }) => value(id, label)),
  thp: values(THP_MODES, "thp"),
  overcommit: values(OVERCOMMIT_MODES, "overcommit"),
  limit: LIMIT_NAMES.map((name) => keyword(name, `${name} `, settingNamed("limit")?.meaning ?? "")),
  capabilities: values(["CAP_IPC_LOCK", "CAP_SYS_PTRACE", "CAP_SYS_RESOURCE"], "capabilities"),
  memory: values(["1 GiB", "4 GiB"], "memory"),
};
