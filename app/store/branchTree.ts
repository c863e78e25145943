import type { StoredWork, Work } from "./types.ts";

/** A way that a program went from a step on: a piece of work of its own, kept with where it left. */
export interface Branch extends StoredWork {
  /** Null for the trunk. */
  readonly parent: string | null;
  readonly name: string;
  /** Calls that were done where it left its parent; 0 for the trunk. */
  readonly at: number;
}

/** The trunk first, then its branches in the order in which they were made. */
export interface BranchTree {
  readonly branches: readonly Branch[];
}

export const branchById = (tree: BranchTree, id: string): Branch | null =>
  tree.branches.find((branch) => branch.id === id) ?? null;

/** The tree with a branch's program as it is now. */
export const withWork = (tree: BranchTree, { id, work }: StoredWork): BranchTree => ({
  branches: tree.branches.map((branch) => (branch.id === id ? { ...branch, work } : branch)),
});

/** The number of the next branch: one more than any that was ever made and is still there. */
const nextNumber = ({ branches }: BranchTree): number =>
  Math.max(0, ...branches.map(({ name }) => Number(/(\d+)$/.exec(name)?.[1] ?? 0))) + 1;

const TRUNK = "Trunk";

/** A new branch from where the work stands; what was never forked becomes a trunk. */
export const forked = (
  tree: BranchTree | null,
  current: StoredWork,
): { readonly tree: BranchTree; readonly branch: Branch } => {
  const before: BranchTree = tree
    ? withWork(tree, current)
    : { branches: [{ ...current, parent: null, name: TRUNK, at: 0 }] };
  const number = nextNumber(before);
  const trunk = before.branches[0]?.id ?? current.id;
  const title = `${current.work.title} (branch ${number})`.trimStart();
  const work: Work = { ...current.work, title };
  const branch = {
    id: `${trunk}.b${number}`,
    parent: current.id,
    name: `Branch ${number}`,
    at: current.work.cursor.done,
    work,
  };
  return { tree: { branches: [...before.branches, branch] }, branch };
};

/** The tree without a branch; what hangs on it hangs on its parent. The trunk stays. */
export const withoutBranch = (tree: BranchTree, id: string): BranchTree => {
  const gone = branchById(tree, id);
  if (gone === null || gone.parent === null) return tree;
  const branches = tree.branches.filter((branch) => branch.id !== id);
  return {
    branches: branches.map((branch) => (branch.parent === id ? { ...branch, parent: gone.parent } : branch)),
  };
};

/** How many forks lie between a branch and the trunk. */
export const depthOf = (tree: BranchTree, branch: Branch): number => {
  const parent = branch.parent === null ? null : branchById(tree, branch.parent);
  return parent === null ? 0 : depthOf(tree, parent) + 1;
};

/** In the order of reading: each branch behind its parent. */
export const inOrder = (tree: BranchTree, parent: string | null = null): readonly Branch[] =>
  tree.branches
    .filter((branch) => branch.parent === parent)
    .flatMap((branch) => [branch, ...inOrder(tree, branch.id)]);
