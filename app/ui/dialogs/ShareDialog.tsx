import { useState } from "react";
import type { ExplorerState } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { words as pageWords } from "#ui/messages.ts";
import { Dialog } from "#ui/primitives/Dialog.tsx";
import { useExplorer } from "#ui/store.tsx";
import { Copyable } from "./Copyable.tsx";
import styles from "./Dialogs.module.css";
import { Downloads } from "./Downloads.tsx";
import { type LinkMaker, LinkRow, useLink } from "./Links.tsx";
import { Pictures } from "./Pictures.tsx";
import { QrCode } from "./QrCode.tsx";
import { embedCode } from "./embedCode.ts";
import { words } from "./words.ts";

const selectTitle = (state: ExplorerState) => state.title;

function Embed({ makeLink }: { readonly makeLink: LinkMaker }) {
  const link = useLink(makeLink, "here");
  const title = useExplorer(selectTitle) || pageWords.ownProgram;
  return (
    <div className={styles["link"]}>
      <Copyable label={words.embed} value={link === null ? null : embedCode(link, words.frameTitle(title))} />
      <p className={styles["length"]}>{words.embedWhat}</p>
    </div>
  );
}

interface Props {
  readonly makeLink: LinkMaker;
  readonly onClose: () => void;
}

/** Everything that leaves the page: links, code for other pages, files and pictures. */
export function ShareDialog({ makeLink, onClose }: Props) {
  const [qr, setQr] = useState<string | null>(null);
  return (
    <>
      <Dialog title={lateWords.shareTitle} wide onClose={onClose}>
        <div className={styles["share"]}>
          <div className={styles["column"]}>
            <LinkRow kind="here" makeLink={makeLink} onQr={setQr} />
            <LinkRow kind="start" makeLink={makeLink} onQr={setQr} />
            <LinkRow kind="students" makeLink={makeLink} onQr={setQr} />
            <Embed makeLink={makeLink} />
            <p className={styles["length"]}>{words.what}</p>
          </div>
          <div className={styles["column"]}>
            <Downloads />
            <Pictures />
          </div>
        </div>
      </Dialog>
      {qr !== null && (
        <Dialog title={words.qrTitle} wide onClose={() => setQr(null)}>
          <QrCode link={qr} />
          <p className={styles["scanned"]}>{qr}</p>
        </Dialog>
      )}
    </>
  );
}
