import type { ArgValue } from "#engine/calls.ts";
import type { Mm } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import type { Identity } from "#scene/identity.ts";
import { vmaName } from "#scene/vmaText.ts";
import { findVma } from "#ui/facts/find.ts";
import type { Moment } from "#ui/hooks/moment.ts";
import { namesAt } from "#ui/stage/names.ts";
import { groupedAddress } from "#ui/text/numbers.ts";

/** What the details panel is about, with a name for its head. */
export interface Subject {
  readonly identity: Identity;
  readonly name: string;
}

function nameOf(identity: Identity, moment: Moment, mm: Mm): string {
  switch (identity.kind) {
    case "vma": {
      const vma = findVma(moment.machine, identity.id);
      return vma === null ? "" : vmaName(moment.machine, mm, vma, namesAt(moment));
    }
    case "page":
      return groupedAddress(identity.vpn * 4096);
    case "frame":
      return `frame ${identity.pfn.toString(16)}`;
    case "uffd":
      return `uffd ${identity.fd}`;
    case "line":
    case "event":
      return "";
  }
}

const isThing = (identity: Identity | null): identity is Identity =>
  identity !== null && (identity.kind === "vma" || identity.kind === "page" || identity.kind === "frame");

/** The numbers of a call in the order in which they are written, those in structures too. */
function numbersIn(args: readonly ArgValue[]): readonly bigint[] {
  return args.flatMap((arg) => {
    if (typeof arg === "bigint") return [arg];
    return typeof arg === "string" ? [] : numbersIn(Object.values(arg));
  });
}

/** The mapping that the call at hand is about: where one of its arguments points, or what it returned. */
function vmaOfCall({ step }: Moment, mm: Mm): Vma | null {
  if (step === null) return null;
  for (const number of numbersIn(step.call.args)) {
    const vma = mm.vmas.at(Number(number))?.value;
    if (vma !== undefined) return vma;
  }
  return step.result.kind === "ok" ? (mm.vmas.at(Number(step.result.value))?.value ?? null) : null;
}

/** What is chosen goes before what is pointed at, and that before what the call is about. */
export function subjectOf(
  selection: Identity | null,
  hovered: Identity | null,
  moment: Moment,
  mm: Mm | null,
): Subject | null {
  if (mm === null) return null;
  const chosen = [selection, hovered].find(isThing);
  if (chosen !== undefined) return { identity: chosen, name: nameOf(chosen, moment, mm) };
  const vma = vmaOfCall(moment, mm);
  if (vma === null) return null;
  return { identity: { kind: "vma", id: vma.id }, name: vmaName(moment.machine, mm, vma, namesAt(moment)) };
}
