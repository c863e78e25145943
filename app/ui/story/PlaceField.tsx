import type { Question } from "#scenarios/scenario.ts";
import { lateWords } from "#ui/lateMessages.ts";
import styles from "./Story.module.css";

export interface PlaceProps {
  readonly question: Extract<Question, { kind: "place" }>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const pieceName = (piece: string): string => lateWords.pieces[piece] ?? lateWords.pieceContent(piece);

/** The next piece on offer, round and round. */
export const nextPiece = (pieces: string, piece: string): string =>
  pieces[(pieces.indexOf(piece) + 1) % pieces.length] ?? piece;

/** One button a page; each press puts the next piece there. */
export function PlaceField({ question, value, onChange }: PlaceProps) {
  const put = (index: number): void =>
    onChange(value.slice(0, index) + nextPiece(question.pieces, value[index] ?? "") + value.slice(index + 1));
  return (
    <div className={styles["pages"]} role="group" aria-label={question.prompt}>
      {Array.from(value).map((piece, index) => (
        <button
          // A page has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          type="button"
          className={styles["piece"]}
          aria-label={`${lateWords.page(index)}: ${pieceName(piece)}`}
          onClick={() => put(index)}
        >
          {piece}
        </button>
      ))}
    </div>
  );
}
