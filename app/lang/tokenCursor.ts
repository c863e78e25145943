import type { Diagnostic, SourceRange } from "./diagnostics.ts";
import { MAX_DIAGNOSTICS } from "./scope.ts";
import type { Token } from "./tokens.ts";

/** After these a call may go on in the next line. */
const OPEN_ENDS = new Set([",", "(", "{", "[", "|", "+", "-", "*", "="]);
/** A line that begins with these goes on with the call of the line before. */
const OPEN_STARTS = new Set([")", "}", "]", "|", ",", "+", "*"]);

/** Walks over tokens; passes over comments (and keeps them) and over line ends inside parentheses. */
export class TokenCursor {
  private readonly tokens: readonly Token[];
  private at = 0;
  /** Open parentheses, braces and brackets. */
  private depth = 0;
  private comments: string[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Tokens looked at so far, each as often as it was: what bounds the work on any text. */
  work = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.settle();
  }

  get token(): Token {
    const token = this.tokens[this.at] ?? this.tokens.at(-1);
    if (token === undefined) throw new Error("a source has at least its end as token");
    return token;
  }

  /** The token after the next one, comments not counted. */
  get following(): Token {
    let at = this.at + 1;
    while (this.tokens[at]?.kind === "comment") at += 1;
    this.work += at - this.at;
    return this.tokens[at] ?? this.token;
  }

  /** The token `count` places behind the next one, comments counted. */
  ahead(count: number): Token {
    return this.tokens[this.at + count] ?? this.token;
  }

  endsLine(): boolean {
    return this.token.kind === "newline" || this.token.kind === "end";
  }

  is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === "punct" || token.kind === "word");
  }

  next(): Token {
    const { token } = this;
    if (token.kind === "punct") this.count(token.text);
    if (token.kind !== "end") this.at += 1;
    this.settle();
    return token;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  /** Goes to the end of the line, parentheses or not; gives that place in the source. */
  skipToLineEnd(): number {
    const from = this.at;
    while (!this.endsLine()) this.at += 1;
    this.work += this.at - from;
    this.depth = 0;
    return this.token.range.from;
  }

  /** Goes behind the end of the line, wherever the parser was. */
  finishLine(): void {
    this.skipToLineEnd();
    if (this.token.kind === "newline") this.at += 1;
    this.comments = [];
    this.settle();
  }

  /** Comments of this line so far. */
  get comment(): string | null {
    return this.comments.length === 0 ? null : this.comments.join(" ");
  }

  /** Comments of this line so far; from here on they are forgotten. */
  takeComment(): string | null {
    const { comment } = this;
    this.comments = [];
    return comment;
  }

  /** Goes to the end of the line and stays inside the braces that were open before it. */
  skipLineInside(): number {
    const from = this.at;
    while (!this.endsLine() && !this.is("}")) this.at += 1;
    this.work += this.at - from;
    this.depth = 1;
    return this.token.range.from;
  }

  /** The line up to here as a range: from the given token to the last one that was taken. */
  rangeFrom(start: SourceRange): SourceRange {
    let last = this.at - 1;
    while (last > 0 && isBlank(this.tokens[last])) last -= 1;
    this.work += this.at - last;
    return { ...start, to: Math.max(start.from, this.tokens[last]?.range.to ?? start.to) };
  }

  report(code: string, message: string, range: SourceRange, fix?: Diagnostic["fix"]): null {
    if (this.diagnostics.length < MAX_DIAGNOSTICS) {
      const diagnostic = { severity: "error", code, message, range } as const;
      this.diagnostics.push(fix === undefined ? diagnostic : { ...diagnostic, fix });
    }
    return null;
  }

  private count(text: string): void {
    if (text === "(" || text === "{" || text === "[") this.depth += 1;
    if (text === ")" || text === "}" || text === "]") this.depth = Math.max(0, this.depth - 1);
  }

  /** Passes over comments, and over line ends behind which the call goes on. */
  private settle(): void {
    for (;;) {
      const token = this.tokens[this.at];
      this.work += 1;
      if (token?.kind === "comment") this.comments.push(token.text);
      else if (token?.kind !== "newline" || this.depth === 0 || !this.skipBlankLines()) return;
      this.at += 1;
    }
  }

  /** Goes to the last of the line ends at hand if the call goes on behind them; the whole run is looked at once. */
  private skipBlankLines(): boolean {
    let before = this.at - 1;
    while (isBlank(this.tokens[before])) before -= 1;
    let after = this.at + 1;
    while (isBlank(this.tokens[after])) after += 1;
    this.work += after - before;
    if (!isOneOf(this.tokens[before], OPEN_ENDS) && !isOneOf(this.tokens[after], OPEN_STARTS)) return false;
    for (const token of this.tokens.slice(this.at, after)) {
      if (token.kind === "comment") this.comments.push(token.text);
    }
    this.at = after - 1;
    return true;
  }
}

const isBlank = (token: Token | undefined): boolean => token?.kind === "newline" || token?.kind === "comment";

const isOneOf = (token: Token | undefined, marks: ReadonlySet<string>): boolean =>
  token?.kind === "punct" && marks.has(token.text);
