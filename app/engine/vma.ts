import type { Flavoured } from "#base/brand.ts";
import type { Vaddr } from "./addr.ts";
import type { VmFlags } from "./vmFlags.ts";

export type VmaId = Flavoured<"VmaId">;
export type AnonVmaId = Flavoured<"AnonVmaId">;
/** An open file description (struct file); two open() calls of one file give two. */
export type FileId = Flavoured<"FileId">;
export type UffdId = Flavoured<"UffdId">;

/** A mapping (vm_area_struct): a promise about a half-open, page-aligned range of addresses. */
export interface Vma {
  /** Identity for the view. Not the kernel's: a split keeps it for the lower part and gives the upper part a new one. */
  readonly id: VmaId;
  readonly start: Vaddr;
  readonly end: Vaddr;
  readonly flags: VmFlags;
  /** vm_pgoff in pages: offset in the file, or for private anonymous memory where it was first mapped. Invisible there, yet it decides merging. */
  readonly pgoff: number;
  /** Offset by virtual address that Linux 7.3 keeps beside pgoff for CoW-able file mappings; equals pgoff for anonymous ones. */
  readonly anonPgoff: number;
  readonly file: FileId | null;
  /** vma->anon_vma; null until the first private write fault ("unfaulted"). */
  readonly anonVma: AnonVmaId | null;
  /** anon_vma_chain; more than one link marks a fork child. */
  readonly anonVmaChain: readonly AnonVmaId[];
  readonly uffd: UffdId | null;
  /** Label of a special mapping ("[vdso]", "[vvar]"), else null. [heap] and [stack] are derived from addresses. */
  readonly special: string | null;
}
