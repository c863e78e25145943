import type { ExplorerState } from "#store/types.ts";
import { late } from "#ui/later.tsx";
import { useExplorer } from "#ui/store.tsx";

const NoticeList = late(async () => (await import("./NoticeList.tsx")).NoticeList);

const selectAny = ({ notices, visitor, waiting }: ExplorerState): boolean =>
  waiting || notices.length > 0 || visitor !== null;

/** What is to be said, if there is anything. */
export function Notices() {
  return useExplorer(selectAny) && <NoticeList />;
}
