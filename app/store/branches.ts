import { type StoreApi, createStore } from "zustand/vanilla";
import { workOf } from "./actions/workActions.ts";
import { type BranchTree, branchById, forked, withWork, withoutBranch } from "./branchTree.ts";
import type { Explorer } from "./explorer.ts";
import { findTree, saveTree } from "./persist/branches.ts";
import { type SafeStorage, safeStorage } from "./persist/storage.ts";
import type { ExplorerState, StoredWork } from "./types.ts";

export interface Branches {
  /** The tree that the work on the page belongs to; null where it was never forked. */
  readonly tree: StoreApi<BranchTree | null>;
  /** A new branch from the step that is shown; the page goes on in it. */
  readonly fork: () => void;
  /** Goes on in another branch; this one stays as it is. */
  readonly open: (id: string) => void;
  /** Takes a branch away; not the trunk, and not the one on the page. */
  readonly remove: (id: string) => void;
  /** The tree with the work on the page as it is now. */
  readonly now: () => BranchTree | null;
}

const storedOf = (state: ExplorerState): StoredWork => ({ id: state.workId, work: workOf(state) });

/** Follows an explorer: keeps the tree of what it shows. */
export const createBranches = (explorer: Explorer, storage: SafeStorage, now: () => number): Branches => {
  const tree = createStore<BranchTree | null>()(() => findTree(storage, explorer.getState().workId));
  const keep = (next: BranchTree): void => {
    tree.setState(next, true);
    saveTree(storage, next, now());
  };
  const current = (): BranchTree | null => {
    const known = tree.getState();
    return known === null ? null : withWork(known, storedOf(explorer.getState()));
  };
  explorer.subscribe((state, before) => {
    if (state.workId === before.workId) return;
    const known = tree.getState();
    if (known !== null) saveTree(storage, withWork(known, storedOf(before)), now());
    const here = known !== null && branchById(known, state.workId) !== null;
    tree.setState(here ? withWork(known, storedOf(before)) : findTree(storage, state.workId), true);
  });
  return {
    tree,
    now: current,
    fork: () => {
      const made = forked(tree.getState(), storedOf(explorer.getState()));
      keep(made.tree);
      explorer.getState().actions.resume(made.branch);
    },
    open: (id) => {
      const known = current();
      const branch = known === null ? null : branchById(known, id);
      if (known === null || branch === null || id === explorer.getState().workId) return;
      keep(known);
      explorer.getState().actions.resume(branch);
    },
    remove: (id) => {
      const known = current();
      if (known !== null && id !== explorer.getState().workId) keep(withoutBranch(known, id));
    },
  };
};

const made = new WeakMap<Explorer, Branches>();

/** The branches of the page's explorer, kept in the browser's storage. */
export const branchesOf = (explorer: Explorer): Branches => {
  const known = made.get(explorer);
  if (known !== undefined) return known;
  const branches = createBranches(
    explorer,
    safeStorage(() => window.localStorage),
    () => Date.now(),
  );
  made.set(explorer, branches);
  return branches;
};
