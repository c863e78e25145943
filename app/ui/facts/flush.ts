import type { MmEvent } from "#engine/events.ts";
import { groupedAddress } from "#ui/text/numbers.ts";

export interface Flush {
  readonly key: number;
  readonly where: string;
  readonly range: string;
  readonly done: boolean;
}

/** The TLB flushes of a call: those that have happened after `count` events, and those to come. */
export const flushesOf = (events: readonly MmEvent[], count: number): readonly Flush[] =>
  events.flatMap((event, key) =>
    event.kind === "tlbFlushed"
      ? [
          {
            key,
            where: event.where,
            range: `${groupedAddress(event.range.start)} – ${groupedAddress(event.range.end)}`,
            done: key < count,
          },
        ]
      : [],
  );
