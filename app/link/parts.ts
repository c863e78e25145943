import { escapeText, unescapeText, withoutTricks } from "./textEscape.ts";
import type { LinkNotice, LinkParts } from "./state.ts";
import { TITLE_MAX } from "./state.ts";

/** Progress inside a call is kept in thousandths: finer than anybody can see. */
const THOUSAND = 1000;
const CALLS_MAX = 10_000_000;

const NO_PARTS: LinkParts = { title: "", scenario: null, kernel: null, cursor: { done: 0, t: 0 } };

const idText = (id: string): string => id.replaceAll(".", "_");
const idOf = (text: string): string => text.replaceAll("_", ".");

/** Kernel, scenario, title and step, each with its letter. The step comes last: a link ends in a digit. */
export const encodeParts = ({ title, scenario, kernel, cursor }: LinkParts): readonly string[] => {
  const parts: string[] = [];
  if (scenario !== null) parts.push(`-i${idText(scenario)}`);
  if (title !== "") parts.push(`-t${escapeText(title.slice(0, TITLE_MAX))}`);
  if (kernel !== null) parts.push(`-k${idText(kernel)}`);
  const thousandths = Math.min(THOUSAND - 1, Math.round(cursor.t * THOUSAND));
  parts.push(thousandths > 0 ? `-s${cursor.done}.${thousandths}` : `-s${cursor.done}`);
  return parts;
};

type Reader = (text: string) => Partial<LinkParts> | null;

const readId = (text: string): string | null => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? idOf(text) : null);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "i",
    (text) => {
      const scenario = readId(text);
      return scenario === null ? null : { scenario };
    },
  ],
  [
    "k",
    (text) => {
      const kernel = readId(text);
      return kernel === null ? null : { kernel };
    },
  ],
  [
    "t",
    (text) => {
      const title = unescapeText(text);
      return title === null
        ? null
        : { title: withoutTricks(title).replaceAll(/\s+/g, " ").slice(0, TITLE_MAX) };
    },
  ],
  [
    "s",
    (text) => {
      const match = /^(\d{1,8})(?:\.(\d{1,3}))?$/.exec(text);
      if (match === null) return null;
      const done = Number(match[1]);
      return done > CALLS_MAX ? null : { cursor: { done, t: Number(match[2] ?? 0) / THOUSAND } };
    },
  ],
]);

/** What each part is about, for the message that it could not be read. */
const PART_NAMES: Readonly<Record<string, string>> = { i: "scenario", k: "kernel", t: "title", s: "step" };

/** The parts of a link; one that cannot be read falls back, and a notice says so. Unknown letters are passed over. */
export const decodeParts = (
  words: readonly string[],
): { readonly parts: LinkParts; readonly notices: readonly LinkNotice[] } => {
  let parts = NO_PARTS;
  const notices: LinkNotice[] = [];
  for (const word of words) {
    const letter = word.slice(1, 2);
    const read = READERS.get(letter);
    const found = read === undefined ? {} : read(word.slice(2));
    if (found !== null) parts = { ...parts, ...found };
    else {
      const name = PART_NAMES[letter] ?? "setting";
      notices.push({
        code: "bad-part",
        text: `The ${name} in the link cannot be read; the usual one is used.`,
      });
    }
  }
  return { parts, notices };
};
