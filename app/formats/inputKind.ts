/** What a text is that somebody wants replayed. */
export type InputKind = "recording" | "strace" | "scenario";

/** A line of strace output: with pid or time in front, or a call that scenarios do not have. */
const LOG_LINE =
  /^(?:\[pid\s+\d+\]|\d+\s+(?:[a-z_]\w*\(|[-+<]|[\d:.]+)|[\d:.]+\s+[a-z_]\w*\(|(?:execve|openat|arch_prctl|set_tid_address)\()/;
const LINES_LOOKED_AT = 50;

/** Recordings begin with a JSON object; logs have lines that only strace writes; everything else is a scenario. */
export function inputKind(text: string): InputKind {
  if (text.trimStart().startsWith("{")) return "recording";
  const lines = text.slice(0, 20_000).split("\n", LINES_LOOKED_AT);
  return lines.some((line) => LOG_LINE.test(line)) ? "strace" : "scenario";
}
