import type { ComposerActions, ComposerDraft, ExplorerState } from "../types.ts";
import type { ActionContext } from "./context.ts";
import { bitOf, compose, draftOfVma, mmOf, toggleBit, withFlags } from "../composer.ts";
import { clampCursor } from "../cursor.ts";
import { writeCall } from "../rewrite.ts";

const U64 = 1n << 64n;

const composed = ({ run, cursor, composer }: ExplorerState) => compose(run.timeline, cursor.done, composer);

export const composerActions = ({ set, get, afterRuns }: ActionContext): ComposerActions => {
  const change = (patch: (draft: ComposerDraft) => Partial<ComposerDraft>): void => {
    const { draft } = composed(get());
    set({ composer: { ...draft, ...patch(draft) } });
  };
  const setFlags = (flags: number): void => {
    const { draft, machine } = composed(get());
    set({ composer: withFlags(draft, flags, machine) });
  };
  return {
    toggleFlag: (flag) => {
      setFlags(toggleBit(composed(get()).draft.flags, bitOf(flag)));
    },
    setFlags,
    setField: (field, value) => {
      if (value < 0n || value >= U64) return;
      change(() => ({ [field]: value, ...(field === "newAddress" ? { hasNewAddress: true } : {}) }));
    },
    chooseVma: (start) => {
      const entry = mmOf(composed(get()).machine)?.vmas.at(start);
      if (entry) change((draft) => draftOfVma(entry.value, draft));
    },
    composeDraft: (composer) => {
      set({ composer });
    },
    resetComposer: () => {
      set({ composer: null });
    },
    applyComposer: () => {
      const what = composed(get());
      const written = writeCall(get().text, what);
      get().actions.editText(written.text);
      afterRuns(() => {
        if (get().run.stale) return;
        set(({ run }) => ({ composer: null, cursor: clampCursor({ done: what.at, t: 0 }, run.timeline) }));
      });
    },
  };
};
