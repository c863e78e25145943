import { constants } from "node:os";

/** Second names of numbers that the kernel calls something else. */
const ALIASES: ReadonlySet<string> = new Set(["EWOULDBLOCK", "EDEADLOCK", "ENOTSUP"]);

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno)
    .filter(([name]) => !ALIASES.has(name))
    .map(([name, number]) => [number, name]),
);

/** The name of an errno on this machine: 22 → EINVAL. */
export const errnoName = (number: number): string => NAMES.get(number) ?? `errno ${number}`;
