/**
 * The nodes behind IntervalMap: a weight-balanced tree (Adams), persistent. Every node knows the bounds of its
 * subtree and the largest gap between two neighbours in it, so that a search for free space can skip whole subtrees.
 */
export interface Node<V> {
  readonly start: number;
  readonly end: number;
  readonly value: V;
  readonly left: Tree<V>;
  readonly right: Tree<V>;
  readonly size: number;
  /** First start and last end of the subtree. */
  readonly low: number;
  readonly high: number;
  /** Largest distance between two neighbouring intervals of the subtree. */
  readonly gap: number;
}

export type Tree<V> = Node<V> | null;

/** Adams' parameters: a side may have at most DELTA times the weight of the other; RATIO decides single or double rotation. */
const DELTA = 3;
const RATIO = 2;

const sizeOf = (tree: Tree<unknown>): number => (tree === null ? 0 : tree.size);

export function makeNode<V>(start: number, end: number, value: V, left: Tree<V>, right: Tree<V>): Node<V> {
  let gap = 0;
  let low = start;
  let high = end;
  if (left !== null) {
    low = left.low;
    gap = Math.max(left.gap, start - left.high);
  }
  if (right !== null) {
    high = right.high;
    gap = Math.max(gap, right.gap, right.low - end);
  }
  return { start, end, value, left, right, size: sizeOf(left) + sizeOf(right) + 1, low, high, gap };
}

function rotateLeft<V>(node: Node<V>, left: Tree<V>, right: Node<V>): Node<V> {
  const inner = right.left;
  if (inner === null || sizeOf(inner) < RATIO * sizeOf(right.right)) {
    const lower = makeNode(node.start, node.end, node.value, left, inner);
    return makeNode(right.start, right.end, right.value, lower, right.right);
  }
  const lower = makeNode(node.start, node.end, node.value, left, inner.left);
  const upper = makeNode(right.start, right.end, right.value, inner.right, right.right);
  return makeNode(inner.start, inner.end, inner.value, lower, upper);
}

function rotateRight<V>(node: Node<V>, left: Node<V>, right: Tree<V>): Node<V> {
  const inner = left.right;
  if (inner === null || sizeOf(inner) < RATIO * sizeOf(left.left)) {
    const upper = makeNode(node.start, node.end, node.value, inner, right);
    return makeNode(left.start, left.end, left.value, left.left, upper);
  }
  const lower = makeNode(left.start, left.end, left.value, left.left, inner.left);
  const upper = makeNode(node.start, node.end, node.value, inner.right, right);
  return makeNode(inner.start, inner.end, inner.value, lower, upper);
}

/** `node` with new children, one of which may have changed its weight by one. */
function balance<V>(node: Node<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  const l = sizeOf(left);
  const r = sizeOf(right);
  if (l + r > 1) {
    if (right !== null && r > DELTA * l) return rotateLeft(node, left, right);
    if (left !== null && l > DELTA * r) return rotateRight(node, left, right);
  }
  return makeNode(node.start, node.end, node.value, left, right);
}

export function insertNode<V>(tree: Tree<V>, start: number, end: number, value: V): Node<V> {
  if (tree === null) return makeNode(start, end, value, null, null);
  if (end <= tree.start) return balance(tree, insertNode(tree.left, start, end, value), tree.right);
  if (start >= tree.end) return balance(tree, tree.left, insertNode(tree.right, start, end, value));
  throw new Error(`[${start}, ${end}) overlaps [${tree.start}, ${tree.end})`);
}

function firstNode<V>(node: Node<V>): Node<V> {
  return node.left === null ? node : firstNode(node.left);
}

/** The two sides of a removed node as one tree. */
function glue<V>(left: Tree<V>, right: Tree<V>): Tree<V> {
  if (left === null) return right;
  if (right === null) return left;
  const heir = firstNode(right);
  return balance(heir, left, removeNode(right, heir.start));
}

export function removeNode<V>(tree: Tree<V>, start: number): Tree<V> {
  if (tree === null) throw new Error(`no interval starts at ${start}`);
  if (start < tree.start) return balance(tree, removeNode(tree.left, start), tree.right);
  if (start > tree.start) return balance(tree, tree.left, removeNode(tree.right, start));
  return glue(tree.left, tree.right);
}
