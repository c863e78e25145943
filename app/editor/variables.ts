import { signatureOf } from "#engine/signatures.ts";
import type { Signature } from "#engine/signatures.ts";
import type { Token } from "#lang/tokens.ts";

/** What a name stands for, as far as the text tells without running it. */
export interface Variable {
  readonly name: string;
  /** The call that gives the value; null: a number. */
  readonly from: Signature | null;
}

/** Names that the tokens give a value to, the latest first. */
export function variablesOf(tokens: readonly Token[]): readonly Variable[] {
  const found = new Map<string, Variable>();
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "newline") depth = 0;
    if (token.text === "(" || token.text === "{") depth += 1;
    if (token.text === ")" || token.text === "}") depth -= 1;
    const name = tokens[at - 1];
    if (depth > 0 || token.text !== "=" || name?.kind !== "word") continue;
    const start = tokens[at - 2];
    if (start !== undefined && start.kind !== "newline" && start.kind !== "comment" && start.text !== ":")
      continue;
    const isCall = tokens[at + 2]?.text === "(";
    found.delete(name.text);
    found.set(name.text, {
      name: name.text,
      from: isCall ? signatureOf(tokens[at + 1]?.text ?? "") : null,
    });
  }
  return [...found.values()].toReversed();
}

/** The names of threads that the tokens speak of. */
export const threadsOf = (tokens: readonly Token[]): readonly string[] => [
  ...new Set(tokens.flatMap(({ text }, at) => (text === "thread" ? [tokens[at + 1]?.text ?? ""] : []))),
];
