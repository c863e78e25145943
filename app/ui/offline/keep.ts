import type { Explorer } from "#store/explorer.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { keepOffline } from "./updates.ts";

/** Has the browser keep the site for use without a network, and says when there is a newer one. */
export const keep = (explorer: Explorer): Promise<void> =>
  keepOffline(() => {
    const { notify } = explorer.getState().actions;
    notify({ id: "new-version", severity: "info", text: lateWords.updateThere, offer: "take-update" });
  });
