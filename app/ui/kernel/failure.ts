import type { Call, CallResult } from "#engine/calls.ts";
import { lateWords } from "#ui/lateMessages.ts";

/** What there is to explain about the end of a call. */
export interface Failure {
  readonly title: string;
  readonly why: string;
  /** The kernel function that decided. */
  readonly where: string | null;
  /** Nothing went wrong: a wait, or a limit of the model. */
  readonly calm: boolean;
}

/** Null when the call simply returned. */
export function failureOf(name: Call["name"], result: CallResult): Failure | null {
  switch (result.kind) {
    case "ok":
      return null;
    case "failed":
      return {
        title: lateWords.failedTitle(name, result.errno),
        why: result.why,
        where: result.where,
        calm: false,
      };
    case "signal":
      return {
        title: lateWords.signalTitle(result.info.signal),
        why: result.why,
        where: result.where,
        calm: false,
      };
    case "blocked":
      return { title: lateWords.blockedTitle, why: result.why, where: result.where, calm: true };
    case "notModelled":
      return { title: lateWords.notModelledTitle, why: result.why, where: null, calm: true };
  }
}
