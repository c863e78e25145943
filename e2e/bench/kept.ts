/**
 * Figures that are kept in the repository, as ratios to a loop of arithmetic measured in the same run: a slower machine
 * slows both. What has become more than a tenth slower is marked.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where they stand, from the root of the repository: the bench runs from a bundle elsewhere. */
const FILE = "e2e/bench/kept.json";
const TOLERANCE = 1.1;

export type Ratios = Readonly<Record<string, number>>;

const kept = (root: string): Ratios => {
  try {
    return JSON.parse(readFileSync(join(root, FILE), "utf8")) as Ratios;
  } catch {
    return {};
  }
};

const verdict = (now: number, then: number | undefined): string => {
  if (then === undefined) return "new";
  const change = now / then;
  const words = `${change < 1 ? "" : "+"}${((change - 1) * 100).toFixed(0)} %`;
  return change > TOLERANCE ? `${words} SLOWER` : words;
};

/** One line a figure: now, as kept, and the change. */
export const compareWithKept = (root: string, now: Ratios): readonly string[] => {
  const then = kept(root);
  return Object.entries(now).map(([what, ratio]) => {
    const old = then[what];
    const cells = [ratio.toPrecision(3), old === undefined ? "–" : old.toPrecision(3), verdict(ratio, old)];
    return `${what.padEnd(56)} ${cells.map((cell) => cell.padStart(12)).join(" ")}`;
  });
};

/** Keeps these figures; others of the file stay. */
export const keep = (root: string, now: Ratios): void => {
  const rounded = Object.entries(now).map(([what, ratio]) => [what, Number(ratio.toPrecision(3))] as const);
  const all = { ...kept(root), ...Object.fromEntries(rounded) };
  writeFileSync(join(root, FILE), `${JSON.stringify(all, null, 2)}\n`);
};
