import type { ExplorerState } from "#store/types.ts";
import { useExplorer } from "#ui/store.tsx";
import { chipText } from "./evidenceWords.ts";
import { recordedOn } from "./recordedOn.ts";

const selectText = (state: ExplorerState) => state.run.text;
const selectKernel = (state: ExplorerState) => state.run.kernel;

/** On which real kernels the program at hand was recorded, in a few words. */
export function EvidenceChip({ release }: { readonly release: string }) {
  const text = useExplorer(selectText);
  const kernel = useExplorer(selectKernel);
  return chipText(recordedOn(text), kernel, release);
}
