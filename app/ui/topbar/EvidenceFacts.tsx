import type { ExplorerState } from "#store/types.ts";
import { useCatalog } from "#ui/catalog.tsx";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { useExplorer } from "#ui/store.tsx";
import { evidenceWords } from "./evidenceWords.ts";
import { recordedOn } from "./recordedOn.ts";
import styles from "./TopBar.module.css";

const selectText = (state: ExplorerState) => state.run.text;
const selectKernel = (state: ExplorerState) => state.run.kernel;

/** The real kernels on which the program at hand was recorded, with their dates. */
function Recordings() {
  const { kernels } = useCatalog();
  const text = useExplorer(selectText);
  const chosen = useExplorer(selectKernel);
  const on = recordedOn(text);
  if (on.length === 0) return <p>{evidenceWords.notRecorded}</p>;
  const release = kernels.find(({ id }) => id === chosen)?.release ?? chosen;
  return (
    <>
      <p>{evidenceWords.recorded}</p>
      <ul aria-label={evidenceWords.kernels}>
        {on.map((one) => (
          <li key={one.upstream}>{evidenceWords.recording(one)}</li>
        ))}
      </ul>
      {!on.some(({ kernel }) => kernel === chosen) && <p>{evidenceWords.elsewhere(release)}</p>}
    </>
  );
}

/** What stands behind the picture, and what does not. */
export function EvidenceFacts() {
  return (
    <div className={styles["facts"]}>
      <h2>{words.evidence}</h2>
      <Recordings />
      <p>{lateWords.evidenceEngine}</p>
      <p>{lateWords.evidenceUnknown}</p>
    </div>
  );
}
