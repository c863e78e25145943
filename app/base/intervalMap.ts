import { type Node, type Tree, insertNode, makeNode, removeNode } from "./intervalTree.ts";

/** A half-open interval with its value. */
export interface Entry<V> {
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

/** A half-open stretch without intervals. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/**
 * Ordered, non-overlapping half-open intervals; persistent (each change gives a new map that shares the rest).
 * All operations are O(log n) unless said otherwise.
 */
export interface IntervalMap<V> {
  readonly size: number;
  /** The interval that contains the key. */
  at(key: number): Entry<V> | null;
  /** The first interval with end > key (find_vma): it contains the key or lies above it. */
  firstEndingAfter(key: number): Entry<V> | null;
  /** The last interval with start < key. */
  lastStartingBefore(key: number): Entry<V> | null;
  /** Intervals that intersect [from, to), ascending. */
  entries(from?: number, to?: number): IterableIterator<Entry<V>>;
  /**
   * Intervals under nodes that are not in `seen`, which has them afterwards: of a later version of a map whose nodes
   * are in there, what a change has touched. O(1) for each of those.
   */
  unseen(seen: WeakSet<object>): IterableIterator<Entry<V>>;
  /** Adds an interval; it must not overlap any other (assertion). */
  insert(start: number, end: number, value: V): IntervalMap<V>;
  /** Removes the interval that starts at `start` (assertion if none does). */
  remove(start: number): IntervalMap<V>;
  /**
   * The highest gap below `high` (and at or above `low`) that holds `length`; gives the gap, cut to [low, high),
   * null if none does. O(log n): every node knows the largest gap below it.
   */
  highestGap(low: number, high: number, length: number): Gap | null;
  /** Likewise the lowest gap. */
  lowestGap(low: number, high: number, length: number): Gap | null;
}

/** What a search for a gap looks for: `length` within [low, high), from above or from below. */
interface GapQuery {
  readonly low: number;
  readonly high: number;
  readonly length: number;
  readonly fromAbove: boolean;
}

/**
 * Searches the gaps of a subtree that lies between `floor` (end of the interval below it) and `ceiling` (start of
 * the one above). A subtree without any gap that is large enough is skipped.
 */
function searchGap<V>(tree: Tree<V>, floor: number, ceiling: number, query: GapQuery): Gap | null {
  if (floor >= query.high || ceiling <= query.low) return null;
  if (tree === null) {
    const start = Math.max(floor, query.low);
    const end = Math.min(ceiling, query.high);
    return end - start >= query.length ? { start, end } : null;
  }
  if (Math.max(tree.gap, tree.low - floor, ceiling - tree.high) < query.length) return null;
  const below = (): Gap | null => searchGap(tree.left, floor, tree.start, query);
  const above = (): Gap | null => searchGap(tree.right, tree.end, ceiling, query);
  return query.fromAbove ? (above() ?? below()) : (below() ?? above());
}

/** Under a node that has been seen all others have been as well. */
function* unseenNodes<V>(node: Tree<V>, seen: WeakSet<object>): IterableIterator<Entry<V>> {
  if (node === null || seen.has(node)) return;
  seen.add(node);
  yield* unseenNodes(node.left, seen);
  yield node;
  yield* unseenNodes(node.right, seen);
}

class TreeMap<V> implements IntervalMap<V> {
  private readonly root: Tree<V>;

  constructor(root: Tree<V>) {
    this.root = root;
  }

  tree(): Tree<V> {
    return this.root;
  }

  get size(): number {
    return this.root === null ? 0 : this.root.size;
  }

  at(key: number): Entry<V> | null {
    let node = this.root;
    while (node !== null) {
      if (key < node.start) node = node.left;
      else if (key >= node.end) node = node.right;
      else return node;
    }
    return null;
  }

  firstEndingAfter(key: number): Entry<V> | null {
    let node = this.root;
    let best: Node<V> | null = null;
    while (node !== null) {
      if (node.end > key) {
        best = node;
        node = node.left;
      } else node = node.right;
    }
    return best;
  }

  lastStartingBefore(key: number): Entry<V> | null {
    let node = this.root;
    let best: Node<V> | null = null;
    while (node !== null) {
      if (node.start < key) {
        best = node;
        node = node.right;
      } else node = node.left;
    }
    return best;
  }

  *entries(from = -Infinity, to = Infinity): IterableIterator<Entry<V>> {
    const pending: Node<V>[] = [];
    let node = this.root;
    for (;;) {
      while (node !== null) {
        if (node.end <= from) node = node.right;
        else {
          pending.push(node);
          node = node.left;
        }
      }
      const next = pending.pop();
      if (next === undefined || next.start >= to) return;
      yield next;
      node = next.right;
    }
  }

  unseen(seen: WeakSet<object>): IterableIterator<Entry<V>> {
    return unseenNodes(this.root, seen);
  }

  insert(start: number, end: number, value: V): IntervalMap<V> {
    if (!(start < end)) throw new Error(`[${start}, ${end}) is empty`);
    return new TreeMap(insertNode(this.root, start, end, value));
  }

  remove(start: number): IntervalMap<V> {
    return new TreeMap(removeNode(this.root, start));
  }

  highestGap(low: number, high: number, length: number): Gap | null {
    return searchGap(this.root, low, high, { low, high, length, fromAbove: true });
  }

  lowestGap(low: number, high: number, length: number): Gap | null {
    return searchGap(this.root, low, high, { low, high, length, fromAbove: false });
  }
}

/** The tree behind a value that is an interval map; undefined for anything else. For taking maps apart and back. */
export const treeOf = (value: unknown): Tree<unknown> | undefined =>
  value instanceof TreeMap ? value.tree() : undefined;

/** A map with this tree behind it. */
export const intervalMapOf = (tree: Tree<unknown>): IntervalMap<unknown> => new TreeMap(tree);

/** A map without intervals. */
export const emptyIntervalMap = <V>(): IntervalMap<V> => new TreeMap<V>(null);

function buildBalanced<V>(entries: readonly Entry<V>[], from: number, to: number): Tree<V> {
  if (from >= to) return null;
  const middle = Math.floor((from + to) / 2);
  const entry = entries[middle];
  if (entry === undefined) return null;
  const left = buildBalanced(entries, from, middle);
  const right = buildBalanced(entries, middle + 1, to);
  return makeNode(entry.start, entry.end, entry.value, left, right);
}

/** A map of intervals that are already in ascending order and do not overlap (assertion); O(n). */
export function intervalMapFrom<V>(sorted: readonly Entry<V>[]): IntervalMap<V> {
  let end = -Infinity;
  for (const entry of sorted) {
    if (entry.start < end || entry.start >= entry.end) {
      throw new Error(`[${entry.start}, ${entry.end}) is empty or out of order`);
    }
    end = entry.end;
  }
  return new TreeMap(buildBalanced(sorted, 0, sorted.length));
}
