import { useState } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { lateWords } from "#ui/lateMessages.ts";
import styles from "./Story.module.css";

export interface PlaceProps {
  readonly question: Extract<Question, { kind: "place" }>;
  /** Gets all pages once each has a piece; before, an empty text. */
  readonly onChange: (value: string) => void;
}

/** A page without a piece. */
const NOTHING = " ";

const pieceName = (piece: string): string => lateWords.pieces[piece] ?? lateWords.pieceContent(piece);

/** The next piece on offer, round and round. */
export const nextPiece = (pieces: string, piece: string): string =>
  pieces[(pieces.indexOf(piece) + 1) % pieces.length] ?? piece;

/** One button a page; each press puts the next piece there. Under them, what the pieces mean. */
export function PlaceField({ question, onChange }: PlaceProps) {
  // Nothing is placed at first: what stood there would be half an answer.
  const [value, setValue] = useState(() => NOTHING.repeat(question.pages));
  const put = (index: number): void => {
    const piece = nextPiece(question.pieces, value[index] ?? "");
    const next = value.slice(0, index) + piece + value.slice(index + 1);
    setValue(next);
    onChange(next.includes(NOTHING) ? "" : next);
  };
  return (
    <>
      <div className={styles["pages"]} role="group" aria-label={question.prompt}>
        {Array.from(value).map((piece, index) => (
          <button
            // A page has no identity but its place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={styles["piece"]}
            aria-label={`${lateWords.page(index + 1)}: ${pieceName(piece)}`}
            onClick={() => put(index)}
          >
            {piece}
          </button>
        ))}
      </div>
      <p className={styles["hint"]}>
        {lateWords.placeHow}{" "}
        {Array.from(question.pieces).map((piece, index) => (
          <span key={piece}>
            {index > 0 && " · "}
            <code>{piece}</code> {pieceName(piece)}
          </span>
        ))}
      </p>
    </>
  );
}
