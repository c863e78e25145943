/** A kernel release as numbers: "6.18.44-amd64" is [6, 18, 44]. What is left out counts as 0. */
export type Release = readonly [major: number, minor: number, patch: number];

/** Reads the numbers at the start of a release string as uname has it; null if there are none. */
export const parseRelease = (text: string): Release | null => {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return null;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
};

/** Negative if `a` is older than `b`, 0 if they are the same, positive if it is newer. */
export const compareReleases = (a: Release, b: Release): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** Same major and minor number: the two belong to one stable branch. */
export const sameBranch = (a: Release, b: Release): boolean => a[0] === b[0] && a[1] === b[1];
