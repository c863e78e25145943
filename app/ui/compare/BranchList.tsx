import { useStore } from "zustand";
import { branchesOf } from "#store/branches.ts";
import { type Branch, type BranchTree, depthOf, inOrder } from "#store/branchTree.ts";
import type { ExplorerState, Work } from "#store/types.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./WhatIf.module.css";
import { keptSide, sideBody } from "./sides.ts";
import { whatIfWords as words } from "./whatIfWords.ts";

const selectId = (state: ExplorerState): string => state.workId;

/** Deeper branches than this stand no further in. */
const DEPTH_MAX = 5;

interface Props {
  readonly tree: BranchTree;
  readonly branch: Branch;
}

function BranchRow({ tree, branch }: Props) {
  const store = useStoreApi();
  const here = useExplorer(selectId) === branch.id;
  const branches = branchesOf(store);
  const { name } = branch;
  const trunk = branch.parent === null;
  /** As it is now. */
  const workOf = (id: string): Work =>
    keptSide(branches.now()?.branches.find((each) => each.id === id)?.work ?? branch.work);
  const compare = (): void => {
    const root = tree.branches[0]?.id ?? branch.id;
    openPage("compare", [sideBody(workOf(root)), sideBody(workOf(branch.id))]);
  };
  const indent = Math.min(DEPTH_MAX, depthOf(tree, branch));
  return (
    <li className={styles["branch"]} style={{ paddingInlineStart: indent * 14 }}>
      <button
        type="button"
        className={styles["name"]}
        aria-current={here ? "true" : undefined}
        aria-label={words.open(name)}
        onClick={() => branches.open(branch.id)}
      >
        <span aria-hidden="true">{trunk ? "●" : "└"}</span> {name}
        <span className={styles["quiet"]}>{here ? words.here : trunk ? "" : words.forkedAt(branch.at)}</span>
      </button>
      <a
        className={styles["quiet"]}
        href={`#${sideBody(keptSide(branch.work))}`}
        aria-label={words.linkLong(name)}
        // The program may have changed since it was drawn.
        onFocus={(event) => event.currentTarget.setAttribute("href", `#${sideBody(workOf(branch.id))}`)}
        onPointerEnter={(event) =>
          event.currentTarget.setAttribute("href", `#${sideBody(workOf(branch.id))}`)
        }
      >
        {words.link}
      </a>
      {!trunk && (
        <Button look="quiet" aria-label={words.compareLong(name)} onClick={compare}>
          {words.compare}
        </Button>
      )}
      {!trunk && !here && (
        <Button
          look="quiet"
          square
          aria-label={words.remove(name)}
          onClick={() => branches.remove(branch.id)}
        >
          <Icon name="close" size={12} />
        </Button>
      )}
    </li>
  );
}

/** The ways that this program was forked into; nothing where it never was. */
export function BranchList() {
  const tree = useStore(branchesOf(useStoreApi()).tree);
  if (tree === null) return null;
  return (
    <ul className={styles["branches"]} aria-label={words.branches}>
      {inOrder(tree).map((branch) => (
        <BranchRow key={branch.id} tree={tree} branch={branch} />
      ))}
    </ul>
  );
}
