/** What a word of the language means: for hover, completion and the page about the language. */
import type { Constant } from "#engine/constantSet.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { Param, Signature } from "#engine/signatures.ts";
import { CONSTANTS } from "./names.ts";
import { settingNamed } from "./settings.ts";

export interface Description {
  /** How it is written. */
  readonly title: string;
  readonly text: string;
  /** First kernel release that has it; null if every kernel of this project has it. */
  readonly since: string | null;
}

/** `mremap(old_address, old_size, new_size, flags, new_address)`; what may be left out stands in brackets. */
export const usageOf = (signature: Signature): string =>
  `${signature.name}(${signature.params.map((param) => nameIn(param)).join(", ")})`;

export const nameIn = ({ name, fallback }: Param): string => (fallback === null ? name : `[${name}]`);

/** `MREMAP_FIXED = 0x2` */
const valueText = ({ name, value }: Constant): string => `${name} = 0x${value.toString(16)}`;

export const sinceText = (since: string | null): string => (since === null ? "" : `Since Linux ${since}.`);

const KEYWORDS: ReadonlyMap<string, Description> = new Map(
  [
    {
      title: "thread NAME:",
      text: "Who makes the calls that follow, or the one call behind the colon. A child of fork is named by the variable that holds it.",
    },
    {
      title: "expect maps START, LENGTH, rw-p",
      text: "What a line of /proc/PID/maps should be at this place. It turns red where the engine disagrees. none: nothing is mapped there.",
    },
    { title: "KiB", text: "1024 bytes." },
    { title: "MiB", text: "1024 KiB." },
    { title: "GiB", text: "1024 MiB." },
    { title: "TiB", text: "1024 GiB." },
  ].map((keyword) => [keyword.title.split(" ", 1)[0] ?? "", { ...keyword, since: null }]),
);

/** The meaning of a call, a constant by its full name, a setting or a keyword; null for all other words. */
export function describeWord(word: string): Description | null {
  const signature = signatureOf(word);
  if (signature !== null) {
    return { title: usageOf(signature), text: signature.meaning, since: signature.since };
  }
  const constant = CONSTANTS.get(word);
  if (constant !== undefined) return describeConstant(constant);
  const setting = settingNamed(word);
  if (setting !== null) return { title: setting.usage, text: setting.meaning, since: null };
  return KEYWORDS.get(word) ?? null;
}

export const describeConstant = (constant: Constant): Description => ({
  title: valueText(constant),
  text: constant.meaning,
  since: constant.since,
});
