import { intervalMapOf } from "./intervalMap.ts";
import type { Tree } from "./intervalTree.ts";
import { makeNode } from "./intervalTree.ts";

/** First elements of a packed value; from SHAPES_FROM on: an object whose keys are that shape's. */
export const ARRAY = 0;
export const MAP = 1;
export const SET = 2;
export const INTERVALS = 3;
export const NODE = 4;
export const BIGINT = 5;
export const NUMBER = 6;
export const UNDEFINED = 7;
export const SHAPES_FROM = 8;

/** A value as it is; a negative number for what is shared; or a tag followed by the parts. */
export type PackedValue = string | number | boolean | null | readonly PackedValue[];

/** Data as `packGraph` writes it; fit for JSON. */
export interface Packed {
  /** The keys of each kind of object, blank separated. */
  readonly shapes: readonly string[];
  /** What occurs in several places; each refers only to those before it. */
  readonly shared: readonly PackedValue[];
  readonly root: PackedValue;
}

/** The data that was packed. What was one object in several places is one object again. */
export const unpackGraph = ({ shapes, shared, root }: Packed): unknown => {
  const keys = shapes.map((shape) => (shape === "" ? [] : shape.split(" ")));
  const known: unknown[] = [];
  const unpack = (value: PackedValue): unknown => {
    if (typeof value === "number") return value < 0 ? known[-value - 1] : value;
    if (typeof value !== "object" || value === null) return value;
    const [tag, ...rest] = value;
    const [first] = rest;
    if (tag === BIGINT) return BigInt(String(first));
    if (tag === NUMBER) return Number(first);
    if (tag === UNDEFINED) return undefined;
    const parts = rest.map((part) => unpack(part));
    if (tag === ARRAY) return parts;
    if (tag === SET) return new Set(parts);
    if (tag === MAP) return new Map(pairs(parts));
    // The trees of interval maps were trees: only packGraph writes these tags.
    if (tag === INTERVALS) return intervalMapOf(parts[0] as Tree<unknown>);
    if (tag === NODE) {
      const [start, end, inside, left, right] = parts;
      return makeNode(Number(start), Number(end), inside, left as Tree<unknown>, right as Tree<unknown>);
    }
    const names = keys[Number(tag) - SHAPES_FROM] ?? [];
    return Object.fromEntries(names.map((name, index) => [name, parts[index]]));
  };
  for (const value of shared) known.push(unpack(value));
  return unpack(root);
};

const pairs = (parts: readonly unknown[]): [unknown, unknown][] =>
  Array.from({ length: parts.length / 2 }, (_, index) => [parts[index * 2], parts[index * 2 + 1]]);
