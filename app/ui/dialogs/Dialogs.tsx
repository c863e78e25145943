import { lateWords } from "#ui/lateMessages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import type { LinkMaker } from "./Links.tsx";
import { ShareDialog } from "./ShareDialog.tsx";

export type OpenDialog = "share" | "keys";

export interface DialogsProps {
  readonly open: OpenDialog;
  readonly makeLink: LinkMaker;
  readonly onClose: () => void;
}

/** The dialog that is open. */
export function Dialogs({ open, makeLink, onClose }: DialogsProps) {
  return (
    <ErrorBoundary key={open} part={open === "share" ? lateWords.shareTitle : lateWords.keysTitle}>
      {open === "share" && <ShareDialog makeLink={makeLink} onClose={onClose} />}
      {open === "keys" && <KeysDialog onClose={onClose} />}
    </ErrorBoundary>
  );
}
