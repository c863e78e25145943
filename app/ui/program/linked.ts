import { addrOf } from "#engine/addr.ts";
import type { Machine } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import type { Identity } from "#scene/identity.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { findVma, vmaAt } from "#ui/facts/find.ts";

/** The mapping that the program knows by this call's result, if it is there now. */
function vmaOfResult({ assigned, result }: Step, machine: Machine): Vma | null {
  return assigned !== null && result.kind === "ok" ? vmaAt(machine, Number(result.value)) : null;
}

/** What lights up with a line: the mapping it made, else the line alone. */
export function identityOfLine(line: number, step: Step | null, machine: Machine): Identity {
  const vma = step === null ? null : vmaOfResult(step, machine);
  return vma === null ? { kind: "line", line } : { kind: "vma", id: vma.id };
}

function vmaOf(identity: Identity, machine: Machine): Vma | null {
  if (identity.kind === "vma") return findVma(machine, identity.id);
  return identity.kind === "page" ? vmaAt(machine, addrOf(identity.vpn)) : null;
}

/** The line that lights up with a thing: the one that gave the thing's mapping its name. */
export function lineOf(identity: Identity | null, timeline: Timeline, machine: Machine): number | null {
  if (identity === null) return null;
  if (identity.kind === "line") return identity.line;
  const vma = vmaOf(identity, machine);
  if (vma === null) return null;
  const step = timeline.steps.findLast((one) => vmaOfResult(one, machine)?.id === vma.id);
  return step?.line ?? null;
}
