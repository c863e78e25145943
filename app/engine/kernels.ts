/** What one kernel release does differently, as data (kernel versions are rows, behaviours are columns). */
export interface KernelSwitches {
  /** MREMAP_DONTUNMAP: unknown flag, private anonymous only (5.7), any mapping that may be moved (5.13); `v3` is the patch of January 2020. */
  readonly dontunmap: "off" | "v3" | "anon" | "any";
}

export interface KernelProfile {
  /** Short name for menus and links: "6.18", "v3". */
  readonly id: string;
  /** The release that was read or tried: "6.18.44". */
  readonly release: string;
  readonly label: string;
  readonly switches: KernelSwitches;
}
