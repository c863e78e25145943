import { addrOf, hex } from "#engine/addr.ts";
import type { Machine, MmId } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import { grouped } from "./text.ts";
import { vmaName, type Names } from "./vmaText.ts";
import { named, text, type Sentence } from "./words.ts";

/** The name of the mapping that holds a page, or null. */
const nameAt = (machine: Machine, mmId: MmId, vpn: number, names: Names): string | null => {
  const mm = machine.mms.get(mmId);
  const vma = mm?.vmas.at(addrOf(vpn))?.value;
  return mm === undefined || vma === undefined ? null : vmaName(machine, mm, vma, names);
};

/** "heap" in its own type, or the address where nothing has a name. */
export const placeWords = (machine: Machine, mm: MmId, vpn: number, names: Names): Sentence => {
  const name = nameAt(machine, mm, vpn, names);
  return [name === null ? text(hex(addrOf(vpn))) : named(name)];
};

/** "heap, 0x10000000" */
export const placeAndAddress = (machine: Machine, mm: MmId, vpn: number, names: Names): Sentence => {
  const name = nameAt(machine, mm, vpn, names);
  return name === null ? [text(hex(addrOf(vpn)))] : [named(name), text(`, ${hex(addrOf(vpn))}`)];
};

export const vmaWordsOf = (machine: Machine, mmId: MmId, vma: Vma, names: Names): Sentence => {
  const mm = machine.mms.get(mmId);
  return [named(mm === undefined ? grouped(vma.start) : vmaName(machine, mm, vma, names))];
};
