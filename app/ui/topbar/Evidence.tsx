import { useId } from "react";
import type { ExplorerState } from "#store/types.ts";
import { useCatalog } from "#ui/catalog.tsx";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { Popover } from "#ui/primitives/Popover.tsx";
import { useExplorer } from "#ui/store.tsx";
import styles from "./TopBar.module.css";

const selectKernel = (state: ExplorerState) => state.run.kernel;

/** What stands behind the picture, and what does not. */
export const EvidenceFacts = late(async () => (await import("./EvidenceFacts.tsx")).EvidenceFacts);
/** Until it is known where the program was recorded, nothing is claimed. */
const Unknown = ({ release }: { readonly release: string }) => words.evidenceChip(release);
const EvidenceChip = late(async () => (await import("./EvidenceChip.tsx")).EvidenceChip, Unknown);

export function Evidence() {
  const { kernels } = useCatalog();
  const id = useExplorer(selectKernel);
  const release = kernels.find((kernel) => kernel.id === id)?.release ?? id;
  const popover = useId();
  return (
    <>
      <button type="button" className={styles["evidence"]} popoverTarget={popover}>
        <EvidenceChip release={release} />
      </button>
      <Popover id={popover} label={words.evidence} align="start">
        <EvidenceFacts />
      </Popover>
    </>
  );
}
