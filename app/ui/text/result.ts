import { hex } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import { lateWords } from "#ui/lateMessages.ts";

export type ResultTone = "ok" | "error" | "wait";

/** A call's end in the few characters of a chip, and in full. */
export interface ResultLabel {
  readonly tone: ResultTone;
  readonly short: string;
  readonly long: string;
}

/** Results from here on are addresses and are shown in hexadecimal; below are counts and descriptors. */
const FIRST_ADDRESS = 0x1000n;

export function resultLabel(result: CallResult): ResultLabel {
  switch (result.kind) {
    case "ok": {
      const value = result.value >= FIRST_ADDRESS ? hex(result.value) : String(result.value);
      return { tone: "ok", short: value, long: lateWords.returned(value) };
    }
    case "failed":
      return { tone: "error", short: result.errno, long: `${result.errno}: ${result.why} (${result.where})` };
    case "signal":
      return { tone: "error", short: result.info.signal, long: `${result.info.signal}: ${result.why}` };
    case "blocked":
      return { tone: "wait", short: lateWords.sleeps, long: result.why };
    case "notModelled":
      return { tone: "wait", short: lateWords.notModelled, long: result.why };
  }
}
