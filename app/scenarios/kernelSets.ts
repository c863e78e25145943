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

/** That kernel and all later ones. */
export const since = (id: string): readonly string[] => EVERY_KERNEL.slice(EVERY_KERNEL.indexOf(id));

/** All kernels that come before it. */
export const before = (id: string): readonly string[] => EVERY_KERNEL.slice(0, EVERY_KERNEL.indexOf(id));

export const without = (ids: readonly string[], others: readonly string[]): readonly string[] =>
  ids.filter((id) => !others.includes(id));

/** VmLck counts source and destination of MREMAP_DONTUNMAP: 6.15 to 7.2.7. */
export const DOUBLE_LOCK_COUNT = ["6.16", "6.17", "6.18.12", "6.18", "7.0"];

/** With the repairs of MREMAP_DONTUNMAP of August and September 2026. */
export const FIXES_OF_2026 = ["6.12.117", "7.2", "7.3"];
