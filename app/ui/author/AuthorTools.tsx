import { useEffect, useId, useState } from "react";
import { LIMITS, type Walkthrough, packWalkthrough, writeWalkthrough } from "#link/walkthrough.ts";
import { Copyable } from "#ui/dialogs/Copyable.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { fragmentOf, openPage } from "#ui/views/route.ts";
import styles from "./Author.module.css";
import { EMPTY, replaceWalk } from "./draft.ts";
import { words } from "./words.ts";

/** Name of the page that plays a walkthrough out of its link. */
export const SHARED_PAGE = "walk-shared";

/** Links longer than this get lost on their way. */
const LONGEST = 8000;

function useWalkLink(walk: Walkthrough): string | null {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      const packed = await packWalkthrough(walk);
      const { origin, pathname } = location;
      if (wanted) setLink(`${origin}${pathname}${fragmentOf(SHARED_PAGE, [packed])}`);
    };
    void make();
    return () => {
      wanted = false;
    };
  }, [walk]);
  return link;
}

const save = (walk: Walkthrough): void => {
  const address = URL.createObjectURL(new Blob([writeWalkthrough(walk)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = words.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

/** Beginning anew is asked for twice. */
function Clear() {
  const [sure, setSure] = useState(false);
  if (!sure) return <Button onClick={() => setSure(true)}>{words.clear}</Button>;
  const clear = (): void => {
    replaceWalk(EMPTY);
    setSure(false);
  };
  return (
    <span role="alert" className={styles["row"]}>
      {words.clearSure}
      <Button onClick={clear}>{words.clearYes}</Button>
      <Button look="quiet" onClick={() => setSure(false)}>
        {words.clearNo}
      </Button>
    </span>
  );
}

interface Props {
  readonly walk: Walkthrough;
  readonly onFiles: (files: FileList) => void;
}

/** Preview, link and file. */
export function AuthorTools({ walk, onFiles }: Props) {
  const id = useId();
  const link = useWalkLink(walk);
  const tooLong = link !== null && link.length > LIMITS.link;
  const long = link !== null && link.length > LONGEST;
  return (
    <section className={styles["tools"]} aria-label={words.share}>
      <div className={styles["row"]}>
        <Button look="primary" onClick={() => openPage("author", ["preview", "1"])}>
          {words.preview}
        </Button>
        <Button onClick={() => save(walk)}>{words.save}</Button>
        <label className={styles["file"]} htmlFor={id}>
          {words.open}
        </label>
        <input
          id={id}
          className="sr-only"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            if (event.currentTarget.files !== null) onFiles(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        <span className={styles["hint"]}>{words.openHint}</span>
        <Clear />
      </div>
      <div className={styles["link"]}>
        <Copyable label={words.link} value={tooLong ? null : link} />
      </div>
      <p className={styles["hint"]}>
        {link !== null && words.linkLength(link.length)} {long && words.linkLong}
      </p>
    </section>
  );
}
