import type { ArgValue, Call, CallResult } from "#engine/calls.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import type { Observation } from "./oracle.ts";

/** Where in the structure of a userfaultfd ioctl the kernel writes, in words of 64 bits. */
const { values } = UFFDIO;
const WRITTEN: ReadonlyMap<bigint, Readonly<Record<string, number>>> = new Map([
  [values.UFFDIO_API, { features: 1, ioctls: 2 }],
  [values.UFFDIO_REGISTER, { ioctls: 3 }],
  [values.UFFDIO_COPY, { copy: 4 }],
  [values.UFFDIO_ZEROPAGE, { zeropage: 3 }],
  [values.UFFDIO_CONTINUE, { mapped: 3 }],
  [values.UFFDIO_MOVE, { move: 4 }],
  [values.UFFDIO_POISON, { updated: 3 }],
]);

/** What stands in the members that the kernel may write, after the call; empty if the call has none. */
export type Written = Readonly<Record<string, string>>;

const membersOf = ({ name, args }: Call): readonly (readonly [string, number])[] => {
  const request = args[1];
  if (name !== "ioctl" || typeof request !== "bigint") return [];
  return Object.entries(WRITTEN.get(request) ?? {});
};

export function writtenByKernel(call: Call, seen: Observation): Written {
  return Object.fromEntries(membersOf(call).map(([name, word]) => [name, seen.words[word] ?? "0x0"]));
}

const given = (argument: ArgValue | undefined, name: string): bigint => {
  const value = typeof argument === "object" ? argument[name] : 0n;
  return typeof value === "bigint" ? value : 0n;
};

/** A member that the engine's kernel did not write is as the program gave it. */
export function writtenByEngine(call: Call, result: CallResult): Written {
  const out = result.kind === "ok" || result.kind === "failed" ? result.out : undefined;
  return Object.fromEntries(
    membersOf(call).map(([name]) => {
      const value = out?.[name];
      const word = typeof value === "bigint" ? value : given(call.args[2], name);
      return [name, `0x${BigInt.asUintN(64, word).toString(16)}`];
    }),
  );
}
