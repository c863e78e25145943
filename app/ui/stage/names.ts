import type { Moment } from "#ui/hooks/moment.ts";

const NONE: ReadonlyMap<string, bigint> = new Map();

/** The program's variables at a place: those of the last call that has returned. */
export const namesAt = ({ timeline, done, step, t }: Moment): ReadonlyMap<string, bigint> =>
  (t > 0 ? timeline.steps[done - 1] : step)?.names ?? NONE;
