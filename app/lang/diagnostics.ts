/** A place in the source: 1-based line and column, and the half-open character range in the whole text. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A message about the source. It names the place and the remedy; `fix` can be applied as it stands. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** Stable, for tests and documentation: "unknown-call", "unclosed-parenthesis" … */
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange;
  readonly fix?: { readonly label: string; readonly replacement: string };
}
