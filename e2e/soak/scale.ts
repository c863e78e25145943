/** How much of the soak runs, and from which seed. `npm run soak` sets both; `npm test` runs the slice. */

export const share = Number(process.env["SOAK_SHARE"] ?? "0");
export const SEED = Number(process.env["SOAK_SEED"] ?? "20200127");

/** How many runs: the slice in `npm test`, or the share that the soak was asked for. */
export const runs = (slice: number, all: number): number =>
  share > 0 ? Math.max(slice, Math.round(all * share)) : slice;
