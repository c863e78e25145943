import type { ComposerActions } from "../types.ts";
import type { ActionContext } from "./context.ts";

/** The composer's actions for a page that has the composer only later: they are fetched with their first use. */
export const lateComposer = (context: ActionContext): ComposerActions => {
  let here: ComposerActions | null = null;
  const fetchNow = async (): Promise<ComposerActions> => {
    const { composerActions } = await import("./composerActions.ts");
    here ??= composerActions(context);
    return here;
  };
  const using = (act: (actions: ComposerActions) => void): void => {
    if (here === null) void fetchNow().then(act);
    else act(here);
  };
  return {
    toggleFlag: (flag) => using((actions) => actions.toggleFlag(flag)),
    setFlags: (flags) => using((actions) => actions.setFlags(flags)),
    setField: (field, value) => using((actions) => actions.setField(field, value)),
    chooseVma: (start) => using((actions) => actions.chooseVma(start)),
    composeDraft: (draft) => using((actions) => actions.composeDraft(draft)),
    resetComposer: () => using((actions) => actions.resetComposer()),
    applyComposer: () => using((actions) => actions.applyComposer()),
  };
};
