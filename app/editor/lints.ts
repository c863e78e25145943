/** The language's diagnostics as squiggles, with their fixes. */
import { type Diagnostic as Squiggle, forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import type { Diagnostic } from "#lang/diagnostics.ts";

/** A squiggle has at least one character, and stays inside the text. */
function rangeIn({ from, to }: Diagnostic["range"], length: number): { from: number; to: number } {
  const end = Math.min(Math.max(to, from + 1), length);
  return { from: Math.max(0, Math.min(from, end - 1)), to: end };
}

const squiggleOf = ({ range, severity, message, fix }: Diagnostic, length: number): Squiggle => ({
  ...rangeIn(range, length),
  severity,
  message,
  actions:
    fix === undefined
      ? []
      : [
          {
            name: fix.label,
            apply: (view) => applyFix(view, range, fix.replacement),
          },
        ],
});

function applyFix(view: EditorView, { from, to }: Diagnostic["range"], insert: string): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.fix",
  });
  view.focus();
}

/** Shows diagnostics of exactly the text that the state holds. */
export const withDiagnostics = (state: EditorState, diagnostics: readonly Diagnostic[]): TransactionSpec =>
  setDiagnostics(
    state,
    diagnostics.map((one) => squiggleOf(one, state.doc.length)),
  );

/** Applies the fix of the message at the caret, or else of the first on its line; false if there is none. */
export const fixHere: Command = (view) => {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const found: { readonly fix: () => void; readonly distance: number }[] = [];
  forEachDiagnostic(view.state, ({ actions }, from, to) => {
    const [action] = actions ?? [];
    if (action === undefined || from > line.to || to < line.from) return;
    const distance = Math.max(0, from - head, head - to);
    found.push({ distance, fix: () => action.apply(view, from, to) });
  });
  const [nearest] = found.toSorted((a, b) => a.distance - b.distance);
  nearest?.fix();
  return nearest !== undefined;
};
