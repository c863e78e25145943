import type { Machine, Mm } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";

/** The process of a machine that the page shows: the first one. */
export const shownMm = (machine: Machine): Mm | null => machine.mms.values().next().value ?? null;

export function findVma(machine: Machine, id: number): Vma | null {
  for (const mm of machine.mms.values()) {
    for (const { value } of mm.vmas.entries()) if (value.id === id) return value;
  }
  return null;
}

export const vmaAt = (machine: Machine, addr: number): Vma | null =>
  shownMm(machine)?.vmas.at(addr)?.value ?? null;
