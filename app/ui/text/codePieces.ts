export interface CodePiece {
  readonly from: number;
  readonly code: boolean;
  readonly text: string;
}

/** Back-ticked words, constants with an underscore, function names with parentheses or underscores, addresses. */
const CODE =
  /`([^`]+)`|\b[A-Z][A-Z0-9]*_[A-Z0-9_|]+\b|\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\(\))?|\b[a-z_]\w*\(\)|\b0x[0-9a-f]+\b/g;

/** Cuts a sentence into running text and code. */
export function codePieces(text: string): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  for (const match of text.matchAll(CODE)) {
    if (match.index > end) pieces.push({ from: end, code: false, text: text.slice(end, match.index) });
    pieces.push({ from: match.index, code: true, text: match[1] ?? match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ from: end, code: false, text: text.slice(end) });
  return pieces;
}
