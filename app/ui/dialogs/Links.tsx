import { useEffect, useState } from "react";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { Copyable } from "./Copyable.tsx";
import styles from "./Dialogs.module.css";
import { studentLink } from "./studentLink.ts";
import { words } from "./words.ts";

/** Where a link begins, and for whom it is. */
export type LinkKind = "here" | "start" | "students";

/** Makes the address of the run. */
export type LinkMaker = (from: "here" | "start") => Promise<string>;

/** Links longer than this are cut by some mail and chat programs, in characters. */
const SAFE_LENGTH = 2000;
/** Links longer than this get lost. */
const LONGEST = 8000;

export function useLink(makeLink: LinkMaker, kind: LinkKind): string | null {
  const [made, setMade] = useState<string | null>(null);
  useEffect(() => {
    let open = true;
    const make = async () => {
      const plain = await makeLink(kind === "here" ? "here" : "start");
      const link = kind === "students" ? await studentLink(plain) : plain;
      if (open) setMade(link);
    };
    void make();
    return () => {
      open = false;
    };
  }, [makeLink, kind]);
  return made;
}

function warningOf(length: number): string {
  if (length > LONGEST) return words.tooLong;
  return length > SAFE_LENGTH ? words.long : "";
}

interface Props {
  readonly kind: LinkKind;
  readonly makeLink: LinkMaker;
  readonly onQr: (link: string) => void;
}

/** One link, with its length and its QR code. */
export function LinkRow({ kind, makeLink, onQr }: Props) {
  const link = useLink(makeLink, kind);
  const label = words.links[kind];
  const length = link?.length ?? 0;
  const warning = warningOf(length);
  const said = [words.about[kind], link === null ? "" : `${words.length(length)}.`, warning];
  return (
    <div className={styles["link"]}>
      <Copyable label={label} value={link}>
        <Button
          disabled={link === null}
          aria-label={words.qrOf(label)}
          onClick={() => link !== null && onQr(link)}
        >
          {words.qr}
        </Button>
      </Copyable>
      <p className={cx(styles["length"], warning !== "" && styles["long"])}>
        {said.filter((one) => one !== "").join(" ")}
      </p>
    </div>
  );
}
