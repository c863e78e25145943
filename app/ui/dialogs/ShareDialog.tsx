import { useEffect, useId, useRef, useState } from "react";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Dialog } from "#ui/primitives/Dialog.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Dialogs.module.css";
import { Downloads } from "./Downloads.tsx";
import { copyText } from "./clipboard.ts";

/** Makes the address of the run, at the step that is shown or at its start. */
export type LinkMaker = (from: "here" | "start") => Promise<string>;

/** Links longer than this are cut by some mail and chat programs. */
const SAFE_LENGTH = 2000;

type Copying = "idle" | "copied" | "refused";

interface LinkProps {
  readonly label: string;
  readonly link: string | null;
}

function Link({ label, link }: LinkProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copying, setCopying] = useState<Copying>("idle");
  const long = link !== null && link.length > SAFE_LENGTH;
  const copy = async () => {
    if (link === null) return;
    const done = await copyText(link);
    if (!done) field.current?.select();
    setCopying(done ? "copied" : "refused");
  };
  return (
    <div className={styles["link"]}>
      <label htmlFor={id}>{label}</label>
      <div className={styles["row"]}>
        <input
          ref={field}
          id={id}
          className={styles["url"]}
          readOnly
          value={link ?? words.shareWorking}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          look="primary"
          disabled={link === null}
          aria-label={`${words.copy}: ${label}`}
          onClick={() => void copy()}
        >
          {copying === "copied" ? words.copied : words.copy}
        </Button>
      </div>
      <p className={cx(styles["length"], long && styles["long"])}>
        {link !== null && words.shareLength(link.length)}
        {long && `. ${words.shareLong}`}
      </p>
      <p role="status" className={styles["length"]}>
        {copying === "refused" && words.copyByHand}
        {copying === "copied" && <span className="sr-only">{words.copied}</span>}
      </p>
    </div>
  );
}

function useLink(makeLink: LinkMaker, from: "here" | "start"): string | null {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    let open = true;
    const make = async () => {
      const made = await makeLink(from);
      if (open) setLink(made);
    };
    void make();
    return () => {
      open = false;
    };
  }, [makeLink, from]);
  return link;
}

interface Props {
  readonly makeLink: LinkMaker;
  readonly onClose: () => void;
}

export function ShareDialog({ makeLink, onClose }: Props) {
  const here = useLink(makeLink, "here");
  const start = useLink(makeLink, "start");
  return (
    <Dialog title={words.shareTitle} onClose={onClose}>
      <div className={styles["share"]}>
        <Link label={words.shareHere} link={here} />
        <Link label={words.shareStart} link={start} />
        <p className={styles["note"]}>{words.shareWhat}</p>
        <Downloads />
      </div>
    </Dialog>
  );
}
