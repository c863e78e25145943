import { useEffect, useId, useRef, useState } from "react";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import { lateWords } from "#ui/lateMessages.ts";
import { words as pageWords } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useStoreApi } from "#ui/store.tsx";
import styles from "./Dialogs.module.css";
import { saveFile } from "./downloads.ts";
import { NoVideoError, makePicture } from "./pictureFiles.ts";
import type { PictureKind } from "./pictures.ts";
import { words } from "./words.ts";

const KINDS: readonly PictureKind[] = ["svg", "png", "video", "apng"];

function messageOf(error: unknown, stopped: boolean): string {
  if (stopped) return words.stopped;
  return error instanceof NoVideoError ? words.noVideo : words.failed;
}

/** The stage as a picture or a film. One at a time: a film keeps the browser busy. */
export function Pictures() {
  const id = useId();
  const store = useStoreApi();
  const catalog = useCatalog();
  const [said, setSaid] = useState("");
  const [making, setMaking] = useState<AbortController | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const make = async (kind: PictureKind) => {
    const controller = new AbortController();
    current.current = controller;
    setMaking(controller);
    const { run, cursor, title, scenario } = store.getState();
    const onProgress = (share: number) =>
      setSaid(share === 1 && kind === "video" ? words.recording : words.drawing(Math.round(share * 100)));
    try {
      const name = title || (scenarioOf(catalog, scenario)?.title ?? pageWords.ownProgram);
      const { signal } = controller;
      const file = await makePicture(kind, {
        timeline: run.timeline,
        cursor,
        title: name,
        onProgress,
        signal,
      });
      saveFile(file);
      setSaid(lateWords.downloaded(file.name));
    } catch (error) {
      setSaid(messageOf(error, controller.signal.aborted));
    }
    setMaking(null);
  };
  return (
    <section className={styles["downloads"]} aria-labelledby={id}>
      <h3 id={id}>{words.pictures}</h3>
      <div className={styles["files"]}>
        {KINDS.map((kind) => (
          <Button key={kind} disabled={making !== null} onClick={() => void make(kind)}>
            {words.pictureKinds[kind]}
          </Button>
        ))}
        {making !== null && <Button onClick={() => making.abort()}>{words.stop}</Button>}
      </div>
      <p className={styles["length"]}>{words.picturesWhat}</p>
      <p role="status" className={styles["length"]}>
        {said}
      </p>
    </section>
  );
}
