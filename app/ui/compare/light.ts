import { addrOf } from "#engine/addr.ts";
import type { Identity } from "#scene/identity.ts";
import { machineAt } from "#store/cursor.ts";
import type { Difference } from "#timeline/compareRuns.ts";
import type { ExplorerStore } from "#ui/store.tsx";
import { type Pair, SIDES } from "./pair.ts";

/** What stands at the difference's place on a side: its mapping, or its page. */
const identityOn = (store: ExplorerStore, { kind, mm, pages }: Difference): Identity | null => {
  if (mm === null || pages === null) return null;
  const { run, cursor } = store.getState();
  if (kind === "page") return { kind: "page", vpn: pages.start };
  const vma = machineAt(run.timeline, cursor.done).mms.get(mm)?.vmas.at(addrOf(pages.start));
  return vma === undefined || vma === null ? null : { kind: "vma", id: vma.value.id };
};

/** Goes to where a difference begins and lights its place up on both stages. */
export const showDifference = (pair: Pair, difference: Difference): void => {
  pair.clock.getState().actions.seek({ done: difference.row + 1, t: 0 });
  for (const side of SIDES) {
    const { actions } = pair[side].getState();
    if (difference.mm !== null && pair[side].getState().process !== difference.mm) {
      const first = pair[side].getState().run.timeline.initial.mms.keys().next().value;
      actions.showProcess(difference.mm === first ? null : difference.mm);
    }
    actions.select(identityOn(pair[side], difference));
  }
};
