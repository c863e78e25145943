import { KERNELS } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";

const idsWhere = (wanted: (kernel: KernelProfile) => boolean): readonly string[] =>
  KERNELS.filter(wanted).map(({ id }) => id);

export const EVERY_KERNEL = idsWhere(() => true);

/** Where MREMAP_DONTUNMAP is known: from the patch of January 2020 on. */
export const WITH_DONTUNMAP = idsWhere(({ switches }) => switches.dontunmap !== "off");

/** Released kernels with the flag: the patch as posted has rules of its own. */
export const RELEASED_DONTUNMAP = idsWhere(
  ({ switches }) => switches.dontunmap === "anon" || switches.dontunmap === "any",
);

/** The flag for any mapping that may be moved (5.13). */
export const DONTUNMAP_ANY = idsWhere(({ switches }) => switches.dontunmap === "any");
