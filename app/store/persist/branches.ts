import type { Branch, BranchTree } from "../branchTree.ts";
import { field, idOf, numberOf, textOf, workFrom, workRecordFrom } from "./schema.ts";
import type { SafeStorage } from "./storage.ts";

const TREE = "tree.";
/** Older trees make room for newer ones. */
const TREES_MAX = 40;
const BRANCHES_MAX = 60;
const NAME_MAX = 80;

const branchFrom = (value: unknown): readonly Branch[] => {
  const [id, work] = [idOf(field(value, "id")), workFrom(field(value, "work"))];
  if (id === null || work === null) return [];
  const parent = idOf(field(value, "parent"));
  const name = textOf(field(value, "name"), NAME_MAX);
  return [{ id, parent, name, at: numberOf(field(value, "at"), 0), work }];
};

const treeFrom = (value: unknown): BranchTree | null => {
  const stored = field(value, "branches");
  const branches = Array.isArray(stored) ? stored.slice(0, BRANCHES_MAX).flatMap(branchFrom) : [];
  const [trunk, ...others] = branches;
  if (trunk === undefined || trunk.parent !== null) return null;
  const known = new Set(branches.map(({ id }) => id));
  // A branch whose parent is gone hangs on the trunk.
  const rooted = others.map((each) => ({
    ...each,
    parent: known.has(each.parent ?? "") ? each.parent : trunk.id,
  }));
  return { branches: [trunk, ...rooted] };
};

/** A branch's program may have gone on in its own place in the storage since the tree was written. */
const upToDate = (storage: SafeStorage, branch: Branch): Branch => {
  const record = workRecordFrom(storage.read(`work.${branch.id}`));
  return record === null ? branch : { ...branch, work: record.work };
};

/** The tree that a piece of work belongs to; null where it was never forked. */
export const findTree = (storage: SafeStorage, workId: string): BranchTree | null => {
  for (const key of storage.keys(TREE)) {
    const tree = treeFrom(storage.read(key));
    if (tree === null || tree.branches.every(({ id }) => id !== workId)) continue;
    return { branches: tree.branches.map((branch) => upToDate(storage, branch)) };
  }
  return null;
};

const savedOf = (storage: SafeStorage, key: string): number => numberOf(field(storage.read(key), "saved"), 0);

/** Writes a tree under its trunk's id. False when the storage is full or forbidden. */
export const saveTree = (storage: SafeStorage, { branches }: BranchTree, now: number): boolean => {
  const [trunk] = branches;
  if (trunk === undefined) return false;
  const ok = storage.write(TREE + trunk.id, { version: 1, branches, saved: now });
  const keys = storage.keys(TREE).toSorted((a, b) => savedOf(storage, b) - savedOf(storage, a));
  for (const key of keys.slice(TREES_MAX)) storage.remove(key);
  return ok;
};
