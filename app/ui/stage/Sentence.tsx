import { sentenceAtCursor } from "#scene/director.ts";
import type { Layout } from "#scene/places.ts";
import type { Word } from "#scene/words.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./StageArea.module.css";

function Piece({ word }: { readonly word: Word }) {
  switch (word.as) {
    case "text":
      return word.text;
    case "name":
      return <strong>{word.text}</strong>;
    case "code":
      return <code>{word.text}</code>;
    case "errno":
      return (
        <button type="button" className={styles["errno"]} data-result="now" data-press="card">
          <code>{word.text}</code>
        </button>
      );
  }
}

/** What this step does, in words; read out as the reader steps. */
export function Sentence({ layout }: { readonly layout: Layout }) {
  const { timeline, done, t } = useMoment();
  const sentence = sentenceAtCursor(timeline, layout, { done, t });
  const failed = sentence.some((word) => word.as === "errno");
  return (
    <div className={cx(styles["sentence"], t > 0 && styles["working"], failed && styles["failed"])}>
      <p role="status" aria-live="polite" aria-atomic="true">
        {sentence.map((word, index) => (
          // The pieces of a sentence have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Piece key={index} word={word} />
        ))}
      </p>
    </div>
  );
}
