import type { Machine, MmId } from "#engine/machine.ts";
/** One row of the table view: a page, or a run of pages in the same state. */
export interface TableRow {
  readonly key: string;
  readonly address: string;
  readonly pages: number;
  readonly mapping: string;
  /** "frame", "none", "zero page", "guard marker" … */
  readonly slot: string;
  /** "1b5", or empty. */
  readonly frame: string;
  readonly content: string;
  readonly flags: string;
  readonly changed: boolean;
}
/** `before`: the machine to compare with for "changed"; null for none. Only pages of mappings the program made or touched. */
export declare const tableOf: (machine: Machine, names: ReadonlyMap<string, bigint>, before: Machine | null, initial: Machine, mm: MmId) => readonly TableRow[];
