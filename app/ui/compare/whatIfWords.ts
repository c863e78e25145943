/** Words of the panel beside the stage. */
export const whatIfWords = {
  title: "What if",
  withoutFlag: "Without DONTUNMAP",
  withFlag: "With DONTUNMAP",
  byHand: "Compare with memcpy",
  kernels: "Compare kernels",
  fork: "Fork here",
  branches: "Branches",
  here: "here",
  forkedAt: (at: number): string => (at === 0 ? "from the start" : `after call ${at}`),
  open: (name: string): string => `Go to ${name}`,
  compare: "Compare with trunk",
  compareLong: (name: string): string => `Compare ${name} with the trunk`,
  link: "Link",
  linkLong: (name: string): string => `Link to ${name}`,
  remove: (name: string): string => `Remove ${name}`,
};
