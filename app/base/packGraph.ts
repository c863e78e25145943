import { treeOf } from "./intervalMap.ts";
import { makeNode } from "./intervalTree.ts";
import type { Packed, PackedValue } from "./unpackGraph.ts";
import { ARRAY, BIGINT, INTERVALS, MAP, NODE, NUMBER, SET, SHAPES_FROM, UNDEFINED } from "./unpackGraph.ts";

/** How often each object is reached from the root. */
const countUses = (root: unknown): Map<object, number> => {
  const uses = new Map<object, number>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const seen = uses.get(value) ?? 0;
    uses.set(value, seen + 1);
    if (seen === 0) for (const part of partsOf(value)) visit(part);
  };
  visit(root);
  return uses;
};

const partsOf = (value: object): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  const tree = treeOf(value);
  if (tree !== undefined) return [tree];
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new Error(`only plain data can be packed, not a ${value.constructor.name}`);
  }
  // What a node knows of its subtree is worked out again.
  const values: readonly unknown[] = Object.values(value);
  return shapeOf(value) === NODE_SHAPE ? values.slice(0, 5) : values;
};

const shapeOf = (value: object): string => Object.keys(value).join(" ");
const NODE_SHAPE = shapeOf(makeNode(0, 1, null, null, null));

const tagOf = (value: object, numberOf: (shape: string) => number): number => {
  if (Array.isArray(value)) return ARRAY;
  if (value instanceof Map) return MAP;
  if (value instanceof Set) return SET;
  if (treeOf(value) !== undefined) return INTERVALS;
  const shape = shapeOf(value);
  return shape === NODE_SHAPE ? NODE : SHAPES_FROM + numberOf(shape);
};

/**
 * Immutable data as JSON that `unpackGraph` turns back into equal data: maps, sets, interval maps and big integers
 * stay what they are, and what was one object in several places is one object again.
 * @throws for functions, symbols, instances of other classes and for data that contains itself
 */
export const packGraph = (root: unknown): Packed => {
  const uses = countUses(root);
  const shapes = new Map<string, number>();
  const shared: PackedValue[] = [];
  const places = new Map<object, number>();
  const open = new Set<object>();
  const numberOf = (shape: string): number => {
    const known = shapes.get(shape) ?? shapes.size;
    shapes.set(shape, known);
    return known;
  };
  const packObject = (value: object): PackedValue => {
    const place = places.get(value);
    if (place !== undefined) return sharedAt(place);
    if (open.has(value)) throw new Error("data that contains itself cannot be packed");
    open.add(value);
    const packed = [tagOf(value, numberOf), ...partsOf(value).map((part) => pack(part))];
    open.delete(value);
    if ((uses.get(value) ?? 0) < 2) return packed;
    places.set(value, shared.push(packed) - 1);
    return sharedAt(shared.length - 1);
  };
  const pack = (value: unknown): PackedValue => {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && value >= 0 && !Object.is(value, -0)
          ? value
          : [NUMBER, packedNumber(value)];
      case "bigint":
        return [BIGINT, value.toString()];
      case "undefined":
        return [UNDEFINED];
      case "object":
        return value === null ? null : packObject(value);
      case "function":
      case "symbol":
        throw new Error(`a ${typeof value} is no data`);
    }
  };
  const top = pack(root);
  return { shapes: [...shapes.keys()], shared, root: top };
};

/** A negative number is a place in `shared`: -1 is the first. */
const sharedAt = (place: number): number => -place - 1;

/** The numbers that JSON does not know, and the negative ones. */
const packedNumber = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
