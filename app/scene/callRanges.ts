import type { ArgValue, StructValue } from "#engine/calls.ts";
import type { Step } from "#timeline/timeline.ts";
import { vpnOf } from "#engine/addr.ts";
import type { Range } from "./ranges.ts";

/** Arguments of a call that name a range of pages. */
export interface CallRange extends Range {
  readonly key: string;
  /** As a reader would call it: "old range", "new range", "range". */
  readonly text: string;
}

const MREMAP_FIXED = 2n;
const HIGHEST = 2n ** 47n;

const rangeFrom = (
  key: string,
  text: string,
  addr: ArgValue | undefined,
  len: ArgValue | undefined,
): readonly CallRange[] => {
  if (typeof addr !== "bigint" || typeof len !== "bigint") return [];
  if (addr <= 0n || len <= 0n || addr + len > HIGHEST) return [];
  const start = vpnOf(Number(addr));
  return [{ key, text, start, end: Math.max(start + 1, Math.ceil(Number(addr + len) / 4096)) }];
};

const isStruct = (value: ArgValue | undefined): value is StructValue => typeof value === "object";

/** `{range={start, len}, …}` and `{dst, src, len}` of the userfaultfd calls. */
const structRanges = (value: StructValue): readonly CallRange[] => {
  const { range, len } = value;
  if (isStruct(range)) return rangeFrom("range", "range", range["start"], range["len"]);
  return rangeFrom("range", "range", value["dst"], len);
};

/** The places a call names, so that its arguments can be tied to them. */
export const callRanges = (step: Step): readonly CallRange[] => {
  const { name, args } = step.call;
  if (name === "mremap") {
    const [oldAddress, oldSize, newSize, flags, newAddress] = args;
    const fixed = typeof flags === "bigint" && (flags / MREMAP_FIXED) % 2n === 1n;
    return [
      ...rangeFrom("old", "old range", oldAddress, oldSize),
      ...(fixed ? rangeFrom("new", "new range", newAddress, newSize) : []),
    ];
  }
  const struct = args.find((value) => isStruct(value));
  if (isStruct(struct)) return structRanges(struct);
  return rangeFrom("range", "range", args[0], args[1]);
};
