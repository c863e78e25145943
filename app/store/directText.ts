import type { Timeline } from "#timeline/timeline.ts";

/** A line on which no call stands: it belongs to the call below it. */
const IS_NOTE = /^\s*(?:#|\/\/|\/\*|$)/;

/** Index of the line before which a call must stand to run when `at` calls are done; null: at the end. */
const lineFor = ({ steps, stopped }: Timeline, lines: readonly string[], at: number): number | null => {
  const after = Math.max(0, ...steps.slice(0, at).map(({ line }) => line));
  const next = steps[at];
  if (next === undefined) return stopped === null ? null : after;
  if (next.line <= after) return after;
  let index = next.line - 1;
  while (index > after && IS_NOTE.test(lines[index - 1] ?? "")) index -= 1;
  return index;
};

/** The program with lines put in where the reader is: at the end, or before the next call and its comment. */
export const insertLines = (
  text: string,
  timeline: Timeline,
  at: number,
  added: readonly string[],
): string => {
  const lines = text.split("\n");
  const index = lineFor(timeline, lines, at);
  if (index !== null) return lines.toSpliced(index, 0, ...added).join("\n");
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  return `${[...lines, ...added].join("\n")}\n`;
};
