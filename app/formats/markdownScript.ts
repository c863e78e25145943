import { printResult } from "#lang/printCall.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

export interface MarkdownOptions {
  readonly title: string;
  /** The program as written. */
  readonly program: string;
  /** What to say about a call, in plain words. */
  readonly sentence: (step: Step) => string;
}

/** A script for a lecture: title, kernel, program, and for every call what comes back and what to say about it. */
export function markdownScript(timeline: Timeline, { title, program, sentence }: MarkdownOptions): string {
  const { kernel } = timeline.initial.config;
  const steps = timeline.steps.map((step) => stepText(step, sentence(step)));
  const stopped = timeline.stopped === null ? "" : `\n${escaped(timeline.stopped.message)}\n`;
  return `# ${escaped(title)}

${kernel.label} (${kernel.release})

## Program

${fenced(program)}

## Call by call

${steps.join("\n")}${stopped}`;
}

function stepText(step: Step, sentence: string): string {
  const call = codeSpan(step.text);
  const result = codeSpan(printResult(step.call.name, step.result));
  return `${step.index + 1}. **${escaped(step.thread)}** ${call} → ${result}\n\n   ${escaped(sentence)}\n`;
}

/** Backticks around the text, one more than the longest row of them inside. */
const ticks = (text: string, least: number): string =>
  "`".repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([row]) => row.length + 1)));

const codeSpan = (text: string): string => {
  const fence = ticks(text, 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
};

const fenced = (text: string): string => {
  const fence = ticks(text, 3);
  return `${fence}c\n${text.trimEnd()}\n${fence}`;
};

/** What would be a mark of Markdown or HTML is taken as written. */
const escaped = (text: string): string => text.replaceAll("\n", " ").replace(/[\\`*_[\]<>#&]/g, "\\$&");
