import { hex } from "#engine/addr.ts";
import type { Call, CallResult } from "#engine/calls.ts";
import type { LoggedResult } from "./straceLog.ts";

/** Why the engine predicts another result than the log has, and what the difference can come from. */
export function explainDifference(call: Call, logged: LoggedResult, predicted: CallResult): string {
  if (predicted.kind === "failed") {
    const own = `The engine refuses it: ${predicted.why} (${predicted.where})`;
    return logged.kind === "errno" ? `${own} The log has ${logged.errno}.` : `${own} In the log it succeeds.`;
  }
  if (predicted.kind !== "ok") return "The engine predicts that the call does not come back.";
  if (logged.kind === "errno") {
    return `The engine lets it happen; the log has ${logged.errno}. ${AFTER_FAILURE}`;
  }
  if (logged.kind === "value" && PLACED.has(call.name)) return placeRule(call, predicted.value, logged.value);
  return "Both succeed, with different values.";
}

const PLACED: ReadonlySet<string> = new Set(["mmap", "mremap", "brk"]);
const AFTER_FAILURE =
  "Something that is not in the log forbids it: a limit, a security module, or a mapping made without a call.";

function placeRule(call: Call, predicted: bigint, logged: bigint): string {
  const [own, other] = [hex(BigInt.asUintN(64, predicted)), hex(BigInt.asUintN(64, logged))];
  if (call.name === "brk") return `The engine moves the break to ${own}, the log to ${other}.`;
  const rule =
    call.name === "mremap"
      ? "A mapping stays where it can grow; otherwise it goes to the highest gap that holds it."
      : "A mapping goes to the highest gap that holds it; files and memory of 2 MiB and more may be aligned to 2 MiB.";
  return `${rule} With the mappings known from the log that is ${own}; the kernel took ${other}. Then a mapping is missing or too much here, or the kernel is another version.`;
}
