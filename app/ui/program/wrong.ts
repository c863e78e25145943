import type { Diagnostic } from "#lang/diagnostics.ts";

/** The part of a line, as character offsets in it, that the first message about it is about. */
export function wrongIn(
  diagnostics: readonly Diagnostic[],
  line: number,
  length: number,
): { readonly from: number; readonly to: number } | null {
  const found = diagnostics.find(({ range }) => range.line === line);
  if (found === undefined) return null;
  const from = Math.max(0, Math.min(found.range.column - 1, length - 1));
  const to = Math.max(from + 1, Math.min(length, from + found.range.to - found.range.from));
  return { from, to };
}

/** The text with a message's fix put in. */
export const fixed = (text: string, { range, fix }: Diagnostic): string =>
  fix === undefined ? text : text.slice(0, range.from) + fix.replacement + text.slice(range.to);
