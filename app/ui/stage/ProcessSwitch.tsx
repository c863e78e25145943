import type { MmId } from "#engine/machine.ts";
import { processesOf } from "#scene/processes.ts";
import { selectTimeline } from "#store/selectors.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./StageArea.module.css";
import { selectProcess } from "./process.ts";
import { stageWords as words } from "./words.ts";

/** Which process is on the stage: each has its addresses and entries; the frames are the same for all. */
export function ProcessSwitch() {
  const timeline = useExplorer(selectTimeline);
  const chosen = useExplorer(selectProcess);
  const { showProcess } = useActions();
  const { machine } = useMoment();
  const processes = processesOf(timeline);
  const first = processes[0]?.mm ?? 0;
  const there = processes.some(({ mm }) => mm === chosen);
  const options = processes.map(({ mm, name }) => ({
    value: String(mm),
    label: words.processName(name, !machine.mms.has(mm)),
  }));
  const show = (value: string): void => {
    const mm: MmId = Number(value);
    showProcess(mm === first ? null : mm);
  };
  return (
    <div className={styles["processes"]}>
      <Segmented
        label={words.process}
        options={options}
        value={String(there ? chosen : first)}
        onChange={show}
      />
    </div>
  );
}
