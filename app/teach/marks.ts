import { type Vaddr, hex } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { mapsEntry } from "#engine/procMaps.ts";

/** Two-letter words of smaps that a row of “what changed when” turns on, in words. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["ac", "charged"],
  ["gu", "may hold guards"],
  ["nh", "no huge pages"],
]);

/**
 * Names and marks of the mappings, as maps and smaps have them: a sentence for each mapping and mark that it has, and
 * one for each mark in `MEANINGS` that it has not, so that two kernels are told apart by one sentence.
 * @param top mappings from there on are left out
 */
export const marksOf = (machine: Machine, mm: Mm, top: Vaddr): readonly string[] =>
  [...mm.vmas.entries(0, top)].flatMap(({ value }) => {
    const { start, name, flagWords } = mapsEntry(machine, mm, value);
    const at = `the mapping at ${hex(BigInt(start))}`;
    const words = new Set(flagWords.split(" "));
    const marks = [...MEANINGS].map(
      ([word, meaning]) => `${at} is ${words.has(word) ? "" : "not "}marked ${word} (${meaning})`,
    );
    const others = [...words].filter((word) => !MEANINGS.has(word));
    return [
      name === "" ? `${at} has no name` : `${at} is called ${name}`,
      ...marks,
      `${at} has the marks ${others.join(" ")}`,
    ];
  });
