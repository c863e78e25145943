import type { Machine, Mm } from "#engine/machine.ts";
import { shownMm } from "#ui/facts/find.ts";
import { selectProcess } from "#ui/stage/process.ts";
import { useExplorer } from "#ui/store.tsx";

/** The process that the reader has chosen to see, else the first one. */
export function useShownMm(machine: Machine): Mm | null {
  const process = useExplorer(selectProcess);
  return (process === null ? undefined : machine.mms.get(process)) ?? shownMm(machine);
}
