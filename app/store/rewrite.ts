import type { Composed } from "./composer.ts";
import { draftText } from "./composer.ts";

/** A thread's label and the variable of a line, which stay when its call is replaced. */
const LINE_HEAD = /^(\s*(?:thread\s+[A-Za-z_]\w*\s*:)?\s*(?:[A-Za-z_]\w*\s*=\s*(?=[A-Za-z_]\w*\s*\())?)/;

/** A variable that the program does not have yet: the wanted name, or with a number behind it. */
export const freshName = (wanted: string, names: ReadonlyMap<string, bigint>): string => {
  let name = wanted;
  for (let n = 2; names.has(name); n += 1) name = `${wanted}${n}`;
  return name;
};

/** The program with the composed call written into it, and the number of its line (1-based). */
export const writeCall = (
  text: string,
  composed: Composed,
): { readonly text: string; readonly line: number } => {
  const lines = text.split("\n");
  const call = draftText(composed.draft, composed.names);
  if (composed.replaces !== null) {
    const index = composed.replaces.line - 1;
    const head = LINE_HEAD.exec(lines[index] ?? "")?.[1] ?? "";
    lines[index] = head + call;
    return { text: lines.join("\n"), line: index + 1 };
  }
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  lines.push(`${freshName("to", composed.names)} = ${call}`);
  return { text: `${lines.join("\n")}\n`, line: lines.length };
};
