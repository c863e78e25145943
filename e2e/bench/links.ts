import { decodeLink, encodeLink } from "#link/codec.ts";
import type { LinkState } from "#link/state.ts";
import { LIBRARY } from "#scenarios/library.ts";

export interface LinkFigures {
  /** Nanoseconds a link, over the whole library. */
  readonly encode: number;
  readonly decode: number;
  /** Characters: the usual and the longest. */
  readonly usual: number;
  readonly longest: number;
}

const ROUNDS = 5;

/** Nanoseconds for each of several pieces of work, the best of several rounds. */
async function bestOf(count: number, work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    // Rounds beside each other would measure each other.
    // oxlint-disable-next-line no-await-in-loop
    await work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / count);
  }
  return best;
}

/** What it costs to write every scenario of the library into a link, and to read it back. */
export async function linkFigures(): Promise<LinkFigures> {
  const states = LIBRARY.map(({ program, title, id }): LinkState => ({
    text: program,
    title,
    scenario: id,
    kernel: "6.18",
    cursor: { done: 1, t: 0 },
  }));
  const links = await Promise.all(states.map(encodeLink));
  const lengths = links.map(({ length }) => length).toSorted((a, b) => a - b);
  return {
    encode: await bestOf(states.length, () => Promise.all(states.map(encodeLink))),
    decode: await bestOf(links.length, () => Promise.all(links.map(decodeLink))),
    usual: lengths[Math.floor(lengths.length / 2)] ?? 0,
    longest: lengths.at(-1) ?? 0,
  };
}
