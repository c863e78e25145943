import type { Behaviour } from "./behaviour.ts";
import { BEHAVIOURS } from "./kernelBehaviours.ts";
import type { BehaviourName } from "./kernelBehaviours.ts";
import { compareReleases, parseRelease, sameBranch } from "./releases.ts";
import type { Release } from "./releases.ts";

/** What one kernel release does differently, as data: a switch for each row of the table of behaviours. */
export type KernelSwitches = Readonly<Record<BehaviourName, boolean>> & {
  /** MREMAP_DONTUNMAP: unknown flag, private anonymous only (5.7), any mapping that may be moved (5.13); `v3` is the patch of January 2020. */
  readonly dontunmap: "off" | "v3" | "anon" | "any";
};

export interface KernelProfile {
  /** Short name for menus and links: "6.18", "v3". */
  readonly id: string;
  /** The release that was read or tried: "6.18.44". */
  readonly release: string;
  readonly label: string;
  readonly switches: KernelSwitches;
}

const OLDEST: Release = [0, 0, 0];
const releaseOf = (text: string): Release => parseRelease(text) ?? OLDEST;

const holds = (behaviour: Behaviour, release: Release): boolean =>
  behaviour.spans.some(
    ([from, until]) =>
      compareReleases(release, releaseOf(from)) >= 0 &&
      (until === null || compareReleases(release, releaseOf(until)) < 0),
  );

const switchesOf = (release: Release): KernelSwitches => {
  const on: Partial<Record<BehaviourName, boolean>> = {};
  for (const name of Object.keys(BEHAVIOURS) as BehaviourName[]) on[name] = holds(BEHAVIOURS[name], release);
  const known = on as Record<BehaviourName, boolean>;
  const dontunmap = !known.dontunmapKnown ? "off" : known.dontunmapAnyMapping ? "any" : "anon";
  return { ...known, dontunmap };
};

const profile = (id: string, release: string, label = `Linux ${id}`): KernelProfile => ({
  id,
  release,
  label,
  switches: switchesOf(releaseOf(release)),
});

/**
 * The patch of 26 January 2020 on the 5.5 it was written for, as its code behaves: the flag needs MREMAP_FIXED,
 * nothing is said of the kind of mapping or of equal lengths, nothing is charged.
 */
const januaryPatch: KernelProfile = {
  id: "v3",
  release: "5.5",
  label: "v3 patch, January 2020",
  switches: { ...switchesOf([5, 5, 0]), dontunmapKnown: true, dontunmapMarksNext: true, dontunmap: "v3" },
};

/** All kernels that can be chosen, oldest first. */
export const KERNELS: readonly KernelProfile[] = [
  profile("5.4", "5.4"),
  januaryPatch,
  profile("5.10", "5.10.223"),
  profile("5.15", "5.15.139"),
  profile("6.1.170", "6.1.170"),
  profile("6.1", "6.1.190"),
  profile("6.12.94", "6.12.94"),
  profile("6.12", "6.12.107"),
  profile("6.12.117", "6.12.117"),
  profile("6.16", "6.16.12"),
  profile("6.17", "6.17.13"),
  profile("6.18.12", "6.18.12"),
  profile("6.18", "6.18.44"),
  profile("7.0", "7.0"),
  profile("7.2", "7.2.13"),
  profile("7.3", "7.3.4"),
];

const DEFAULT_KERNEL_ID = "6.18";

const byId = new Map(KERNELS.map((kernel) => [kernel.id, kernel]));

/** The profile with that id; null if there is none. */
export const kernelById = (id: string): KernelProfile | null => byId.get(id) ?? null;

/** The profile that the explorer starts with. */
export const defaultKernel = (): KernelProfile => {
  const kernel = byId.get(DEFAULT_KERNEL_ID);
  if (kernel === undefined) throw new Error(`no kernel profile ${DEFAULT_KERNEL_ID}`);
  return kernel;
};

/** Mainline releases only: the patch of January 2020 is chosen by name, never guessed from a release string. */
const DATED = KERNELS.filter((kernel) => kernel.switches.dontunmap !== "v3");

const newestNotAfter = (kernels: readonly KernelProfile[], release: Release): KernelProfile | undefined =>
  kernels.findLast((kernel) => compareReleases(releaseOf(kernel.release), release) <= 0);

/**
 * The profile for a release string as uname has it ("6.1.0-54-cloud-amd64", "6.12.107+deb13"). Exact if the
 * branch was tried; otherwise the nearest older branch stands in, or the oldest of all.
 */
export const profileForRelease = (
  release: string,
): { readonly profile: KernelProfile; readonly exact: boolean } => {
  const fallback = defaultKernel();
  const wanted = parseRelease(release);
  if (wanted === null) return { profile: fallback, exact: false };
  const branch = DATED.filter((kernel) => sameBranch(releaseOf(kernel.release), wanted));
  const [oldestOfBranch] = branch;
  if (oldestOfBranch !== undefined) {
    // Distributions keep the patch number 0 ("6.1.0-54"): take the profile that carries the branch's plain name.
    const named = branch.find((kernel) => kernel.id === `${wanted[0]}.${wanted[1]}`);
    const chosen = wanted[2] === 0 ? named : newestNotAfter(branch, wanted);
    return { profile: chosen ?? oldestOfBranch, exact: true };
  }
  return { profile: newestNotAfter(DATED, wanted) ?? DATED[0] ?? fallback, exact: false };
};
