import { formatScenario } from "#lang/formatter.ts";
import { parseScenario } from "#lang/scenario.ts";
import { decodeLine } from "./decodeLine.ts";
import { encodeLine, encodeVerbatim } from "./encodeLine.ts";
import type { LinkNotice } from "./state.ts";
import { LINES_MAX } from "./state.ts";

/** The text that a link gives back: the program as the language's formatter writes it. */
export const canonicalText = (text: string): string => formatScenario(parseScenario(text).program);

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, "").split("\n");

/**
 * A program as lines of a link. The short forms are what the language itself takes, so a line is short only if
 * the language reads it back as the same; any other travels as it stands.
 */
export const encodeProgram = (text: string): readonly string[] => {
  const lines = linesOf(canonicalText(text));
  const short = lines.map((line) => encodeLine(line) ?? encodeVerbatim(line));
  const back = decodeAll(short);
  const checked = short.map((encoded, index) =>
    back[index] === lines[index] ? encoded : encodeVerbatim(lines[index] ?? ""),
  );
  return same(decodeAll(checked), lines) ? checked : lines.map(encodeVerbatim);
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, index) => line === b[index]);

const decodeAll = (encoded: readonly string[]): readonly string[] =>
  linesOf(canonicalText(encoded.map((line) => `${decodeLine(line) ?? ""}\n`).join("")));

/** The program of a link's lines; at the first line that cannot be read it ends, and a notice says so. */
export const decodeProgram = (
  encoded: readonly string[],
): { readonly text: string; readonly notices: readonly LinkNotice[] } => {
  const lines: string[] = [];
  const notices: LinkNotice[] = [];
  for (const [index, word] of encoded.entries()) {
    if (index >= LINES_MAX) {
      notices.push({
        code: "too-many-lines",
        text: `The link has more than ${LINES_MAX} lines; the rest is left out.`,
      });
      break;
    }
    const line = decodeLine(word);
    if (line === null) {
      notices.push({
        code: "bad-line",
        text: `Line ${index + 1} of the link cannot be read: the program ends before it. The link may have been cut off or changed.`,
      });
      break;
    }
    lines.push(line);
  }
  return { text: canonicalText(lines.map((line) => `${line}\n`).join("")), notices };
};
