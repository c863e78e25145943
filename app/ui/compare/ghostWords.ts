/** The one sentence about the same call with MREMAP_DONTUNMAP the other way. */
export const ghostWords = {
  noRemap: "No mremap call here. Step to one, and its outcome with the other flag is outlined.",
  flag: (without: boolean): string => (without ? "Without `MREMAP_DONTUNMAP`" : "With `MREMAP_DONTUNMAP`"),
  gone: (flag: string): string => `${flag} the old mapping would be gone, and its addresses free for anyone.`,
  kept: (flag: string): string => `${flag} the old mapping would stay, without its entries.`,
  fails: (flag: string, errno: string, why: string): string =>
    `${flag} the call would fail with ${errno}: ${why}`,
  succeeds: (flag: string, value: string): string => `${flag} the call would succeed and return ${value}.`,
  same: (flag: string): string => `${flag} nothing would differ.`,
  otherwise: (flag: string): string => `${flag} the memory would differ where it is outlined.`,
  unknown: (flag: string): string => `${flag} the outcome is not modelled.`,
};
