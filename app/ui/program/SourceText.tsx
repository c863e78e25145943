import { cx } from "#ui/primitives/cx.ts";
import { colourLine } from "#ui/text/colour.ts";
import styles from "./Program.module.css";

interface Props {
  readonly text: string;
  /** May break after a bar or a comma: only where no text field has to break in the same places. */
  readonly breaks?: boolean;
  /** Characters [from, to) of the line that are wrong. */
  readonly wrong?: { readonly from: number; readonly to: number } | null;
}

/** One line of source in colour. */
export function SourceText({ text, breaks = false, wrong = null }: Props) {
  let at = 0;
  return colourLine(text).map((token) => {
    const from = at;
    at += token.text.length;
    const bad = wrong !== null && from < wrong.to && at > wrong.from;
    return (
      <span key={from} className={cx(styles[token.kind], bad && styles["squiggle"])}>
        {token.text}
        {breaks && /[|,={]$/.test(token.text) && <wbr />}
      </span>
    );
  });
}
