import type { SlotMark } from "#scene/marks.ts";
import type { NodeMark, TreePicture } from "#scene/pageTree.ts";

/** Marks of the tree that take the focus. */
export type TreeFocus = NodeMark | SlotMark;

export const treeMark = (picture: TreePicture, key: string): TreeFocus | null =>
  picture.nodes.find((node) => node.key === key) ?? picture.slots.find((slot) => slot.key === key) ?? null;

/** Where Tab enters the tree: the root. */
export const treeEntry = (picture: TreePicture): TreeFocus | null =>
  picture.nodes.find((node) => node.parent === null) ?? null;

const within = (slot: SlotMark, node: NodeMark): boolean =>
  slot.y >= node.y && slot.y + slot.h <= node.y + node.h && slot.x >= node.x;

const besideNode = (picture: TreePicture, node: NodeMark, by: 1 | -1): NodeMark | null => {
  const column = picture.nodes.filter((other) => other.x === node.x).toSorted((a, b) => a.y - b.y);
  return column[column.indexOf(node) + by] ?? null;
};

const fromNode = (picture: TreePicture, node: NodeMark, key: string): TreeFocus | null => {
  switch (key) {
    case "ArrowLeft":
      return picture.nodes.find((other) => other.key === node.parent) ?? null;
    case "ArrowRight":
      return (
        picture.nodes.find((other) => other.parent === node.key) ??
        picture.slots.find((slot) => within(slot, node)) ??
        null
      );
    case "ArrowDown":
      return besideNode(picture, node, 1);
    case "ArrowUp":
      return besideNode(picture, node, -1);
    default:
      return null;
  }
};

/** Right goes into a table, Left out of it; Up and Down lead along a level, and from an entry back to its table. */
export const treeNeighbour = (picture: TreePicture, mark: TreeFocus, key: string): TreeFocus | null => {
  if (mark.kind === "node") return fromNode(picture, mark, key);
  const node = picture.nodes.find((one) => within(mark, one)) ?? null;
  const row = picture.slots.filter((slot) => slot.y === mark.y);
  const next = row[row.indexOf(mark) + (key === "ArrowRight" ? 1 : -1)] ?? null;
  switch (key) {
    case "ArrowRight":
      return next;
    case "ArrowLeft":
      return next ?? node;
    case "ArrowUp":
      return node;
    case "ArrowDown":
      return node === null ? null : besideNode(picture, node, 1);
    default:
      return null;
  }
};
