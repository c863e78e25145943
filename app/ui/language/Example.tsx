import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { SourceText } from "#ui/program/SourceText.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import styles from "./Language.module.css";
import { runExample } from "./runExample.ts";
import { words } from "./words.ts";

interface Props {
  readonly title: string;
  readonly text: string;
}

/** A program with what the engine gives for each line. */
export function Example({ title, text }: Props) {
  const store = useStoreApi();
  const { lines } = runExample(text);
  const open = () => {
    const cursor = { done: 0, t: 0 };
    store.getState().actions.visit({ text: `${text}\n`, title, scenario: null, kernel: null, cursor });
    closePage("stage");
  };
  return (
    <figure className={styles["example"]} aria-label={words.example(title)}>
      <ol className={styles["lines"]}>
        {lines.map(({ number, text: line, result, fails }) => (
          <li key={number} className={styles["line"]}>
            <code className={styles["source"]}>
              <SourceText text={line} breaks />
            </code>
            {result !== null && (
              <span className={cx(styles["chip"], styles[result.tone])} title={result.long}>
                {result.short}
              </span>
            )}
            {fails !== null && <span className={styles["fails"]}>{fails}</span>}
          </li>
        ))}
      </ol>
      <figcaption className={styles["tools"]}>
        <Button aria-label={words.openLong(title)} title={lateWords.toWorkbenchLong} onClick={open}>
          {words.open}
        </Button>
      </figcaption>
    </figure>
  );
}
