import { kernelById, KERNELS, profileForRelease } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import { nearest } from "./suggest.ts";

/** The profile that a name or a release string means; null if it is neither. */
export function kernelNamed(name: string): KernelProfile | null {
  const byId = kernelById(name);
  if (byId !== null) return byId;
  return /^v?\d+\.\d+/.test(name) ? profileForRelease(name).profile : null;
}

/** The kernel that was probably meant. */
export const nearestKernel = (name: string): string | null =>
  nearest(
    name,
    KERNELS.map((kernel) => kernel.id),
  );
