import { useId, useState } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { useCatalog, scenarioOf } from "#ui/catalog.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./Dialogs.module.css";
import { type DownloadKind, makeDownload, saveFile } from "./downloads.ts";

const KINDS: readonly DownloadKind[] = ["c", "strace", "text", "markdown", "trace"];

/** The run as a file, in one of several formats. */
export function Downloads() {
  const id = useId();
  const store = useStoreApi();
  const catalog = useCatalog();
  const [said, setSaid] = useState("");
  const download = async (kind: DownloadKind) => {
    const { run, title, scenario } = store.getState();
    const name = title || (scenarioOf(catalog, scenario)?.title ?? words.ownProgram);
    try {
      const file = await makeDownload(kind, run, name);
      saveFile(file);
      setSaid(lateWords.downloaded(file.name));
    } catch {
      setSaid(words.cannotOpen);
    }
  };
  return (
    <section className={styles["downloads"]} aria-labelledby={id}>
      <h3 id={id}>{lateWords.download}</h3>
      <div className={styles["files"]}>
        {KINDS.map((kind) => (
          <Button key={kind} onClick={() => void download(kind)}>
            {lateWords.downloadKinds[kind]}
          </Button>
        ))}
      </div>
      <p className={styles["length"]}>{lateWords.downloadWhat}</p>
      <p className={styles["length"]}>
        {lateWords.checkIt}{" "}
        <Button look="quiet" onClick={() => openPage("import")}>
          {lateWords.checkItWhere}
        </Button>
      </p>
      <p role="status" className={styles["length"]}>
        {said}
      </p>
    </section>
  );
}
