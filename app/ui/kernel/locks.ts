import type { MmEvent } from "#engine/events.ts";

/** Locks taken and not yet given back after the first `count` events, innermost last. */
export function locksHeld(events: readonly MmEvent[], count: number): readonly string[] {
  const held: { readonly lock: string; readonly text: string }[] = [];
  for (const event of events.slice(0, count)) {
    if (event.kind === "lockTaken") held.push({ lock: event.lock, text: `${event.lock} (${event.mode})` });
    if (event.kind === "lockReleased") {
      const index = held.findLastIndex(({ lock }) => lock === event.lock);
      if (index >= 0) held.splice(index, 1);
    }
  }
  return held.map(({ text }) => text);
}

/** The rule of the check that failed, if one did among the first `count` events. */
export function failedRule(events: readonly MmEvent[], count: number): string | null {
  const failed = events.slice(0, count).findLast((event) => event.kind === "checkFailed");
  return failed?.kind === "checkFailed" ? failed.rule : null;
}
