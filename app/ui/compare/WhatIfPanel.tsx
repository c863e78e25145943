import { useState } from "react";
import { currentStep } from "#store/cursor.ts";
import type { ExplorerState } from "#store/types.ts";
import { late } from "#ui/later.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { Panel } from "#ui/primitives/Panel.tsx";
import { type ExplorerStore, useExplorer, useStoreApi } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./WhatIf.module.css";
import { whatIfWords as words } from "./whatIfWords.ts";

const BranchList = late(async () => (await import("./BranchList.tsx")).BranchList);

const selectRemap = ({ run, cursor }: ExplorerState): "with" | "without" | null => {
  const step = currentStep(run.timeline, cursor);
  const flags = step?.call.name === "mremap" ? step.call.args[3] : null;
  if (typeof flags !== "bigint") return null;
  return Math.floor(Number(flags) / 4) % 2 === 1 ? "with" : "without";
};
const selectGhost = (state: ExplorerState): boolean => state.ghost !== null;

const toggleGhost = async (store: ExplorerStore): Promise<void> =>
  (await import("./otherFlagGhost.ts")).toggleGhost(store);

/** Opens the move beside its copy by hand, or says why there is none. */
const compareByHand = async (store: ExplorerStore): Promise<string | null> => {
  const made = (await import("./byHand.ts")).pathByHand(store.getState());
  if (!made.ok) return made.why;
  openPage("compare", made.path);
  return null;
};

const fork = async (store: ExplorerStore): Promise<void> =>
  (await import("#store/branches.ts")).branchesOf(store).fork();

/** What else could have happened here: other flags, a copy by hand, another kernel, another way to go on. */
export function WhatIfPanel() {
  const store = useStoreApi();
  const remap = useExplorer(selectRemap);
  const ghost = useExplorer(selectGhost);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Panel title={words.title}>
      <div className={styles["buttons"]}>
        {(remap !== null || ghost) && (
          <Button aria-pressed={ghost} aria-keyshortcuts="G" onClick={() => void toggleGhost(store)}>
            {remap === "without" ? words.withFlag : words.withoutFlag} <kbd>G</kbd>
          </Button>
        )}
        {remap !== null && (
          <Button onClick={() => void compareByHand(store).then(setProblem)}>{words.byHand}</Button>
        )}
        <Button onClick={() => openPage("compare")}>{words.kernels}</Button>
        <Button onClick={() => void fork(store)}>{words.fork}</Button>
      </div>
      {problem !== null && remap !== null && (
        <p role="status" className={styles["problem"]}>
          {problem}
        </p>
      )}
      <BranchList />
    </Panel>
  );
}
