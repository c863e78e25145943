import { isMapsLine } from "./procMaps.ts";
import { parseLogLine } from "./straceLine.ts";

/** What a text is that somebody brings in. */
export type InputKind = "recording" | "strace" | "maps" | "cOutput" | "scenario";

/** A call as strace has it and scenarios do not: with a thread, a time or a place in front, or one that only programs make. */
const LOG_LINE =
  /^(?:\[pid\s+\d+\S*\]|\d+(?:<[^>]*>)?\s+(?:[a-z_]\w*\(|[-+<[]|[\d:.]+)|[\d:.]+\s+[a-z_]\w*\(|\[[0-9a-f?]{8,}\]|(?:execve|openat|arch_prctl|set_tid_address)\()/;
const LINES_LOOKED_AT = 50;
/** What the program of cProgram.ts prints. */
const C_OUTPUT = /^(?:PASS|SKIP .+|DIFFERENT in call \d+: .*)$/;

/**
 * Recordings begin with a JSON object, the C program's output with its verdict; logs have lines that only strace
 * writes, also behind mappings; mappings alone are mappings; everything else is a scenario.
 */
export function inputKind(text: string): InputKind {
  const start = text.slice(0, 20_000).trimStart();
  if (start.startsWith("{")) return "recording";
  const lines = start.split("\n");
  const first = lines.find((line) => !/^\s*(?:\$|#\s|$)/.test(line))?.trimEnd() ?? "";
  if (C_OUTPUT.test(first)) return "cOutput";
  const others = lines.filter((line) => !isMapsLine(line)).slice(0, LINES_LOOKED_AT);
  if (others.some((line) => LOG_LINE.test(line.trimStart()))) return "strace";
  if (others.length < lines.length) return others.some((line) => looksLikeCall(line)) ? "strace" : "maps";
  return "scenario";
}

function looksLikeCall(line: string): boolean {
  const { kind } = parseLogLine(line);
  return kind === "call" || kind === "unfinished";
}
