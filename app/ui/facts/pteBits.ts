import { addrOf } from "#engine/addr.ts";
import type { Mm, PteRun } from "#engine/machine.ts";
import { VM_EXEC, hasFlags } from "#engine/vmFlags.ts";

export type BitName =
  | "present"
  | "write"
  | "user"
  | "accessed"
  | "dirty"
  | "pse"
  | "uffdWp"
  | "softDirty"
  | "pfn"
  | "nx";

/** A field of a page-table entry of x86-64. */
export interface PteField {
  readonly name: BitName;
  /** Bit number; of the frame number the first one. */
  readonly bit: number;
  readonly value: boolean | number;
}

/** The entry of a page as the processor reads it. */
export interface PteValue {
  readonly fields: readonly PteField[];
  readonly value: bigint;
}

type Present = Extract<PteRun, { kind: "present" }>;

const PFN_SHIFT = 12;

const fieldsOf = (run: Present, pfn: number, exec: boolean): readonly PteField[] => [
  { name: "present", bit: 0, value: true },
  { name: "write", bit: 1, value: run.write },
  { name: "user", bit: 2, value: true },
  // The model has no accessed bit; a fault sets it, and nothing here takes it away.
  { name: "accessed", bit: 5, value: true },
  { name: "dirty", bit: 6, value: run.dirty },
  { name: "pse", bit: 7, value: run.huge },
  { name: "uffdWp", bit: 10, value: run.uffdWp },
  { name: "softDirty", bit: 11, value: run.softDirty },
  { name: "pfn", bit: PFN_SHIFT, value: pfn },
  { name: "nx", bit: 63, value: !exec },
];

const valueOf = (fields: readonly PteField[]): bigint =>
  fields.reduce((sum, { bit, value }) => sum + (BigInt(value) << BigInt(bit)), 0n);

/** The 64 bits of the entry of a page that maps a frame; null for all other entries. */
export function pteValueOf(mm: Mm, vpn: number): PteValue | null {
  const entry = mm.pageTable.entries.at(vpn);
  const vma = mm.vmas.at(addrOf(vpn))?.value;
  if (entry?.value.kind !== "present" || vma === undefined) return null;
  const fields = fieldsOf(entry.value, entry.value.pfn + vpn - entry.start, hasFlags(vma.flags, VM_EXEC));
  return { fields, value: valueOf(fields) };
}
