import { constants } from "node:os";

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno).map(([name, number]) => [number, name]),
);

/** The name of an errno on this machine: 22 → EINVAL. */
export const errnoName = (number: number): string => NAMES.get(number) ?? `errno ${number}`;
