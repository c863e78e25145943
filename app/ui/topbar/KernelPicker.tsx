import type { ExplorerState } from "#store/types.ts";
import { useCatalog } from "#ui/catalog.tsx";
import { words } from "#ui/messages.ts";
import { Select } from "#ui/primitives/Select.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./TopBar.module.css";

const selectKernel = (state: ExplorerState) => state.run.kernel;

/** The kernel that the program runs on; changing it runs the program again. */
export function KernelPicker() {
  const { kernels } = useCatalog();
  const kernel = useExplorer(selectKernel);
  const { setKernel } = useActions();
  return (
    <Select
      label={words.kernelVersion}
      prefix="Linux"
      className={styles["kernel"]}
      value={kernel}
      onChange={setKernel}
    >
      {kernels.map(({ id, label }) => (
        <option key={id} value={id}>
          {label.replace(/^Linux /, "")}
        </option>
      ))}
    </Select>
  );
}
