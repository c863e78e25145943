import { codePieces } from "#ui/text/codePieces.ts";

/** A sentence in which what stands between back-ticks, and what can only be a kernel word, is set as code. */
export function CodeWords({ text }: { readonly text: string }) {
  return codePieces(text).map(({ from, code, text: piece }) =>
    code ? <code key={from}>{piece}</code> : <span key={from}>{piece}</span>,
  );
}
