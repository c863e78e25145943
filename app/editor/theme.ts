import { EditorView } from "@codemirror/view";

const CARD = {
  background: "var(--panel)",
  color: "var(--ink)",
  border: "1px solid var(--line-2)",
  borderRadius: "8px",
  boxShadow: "var(--shadow)",
};

const chip = (name: string): { background: string; color: string } => ({
  background: `var(--${name}-bg)`,
  color: `var(--${name})`,
});

/** The looks of the editor, all from the page's tokens, so that every theme is followed by itself. */
export const theme = EditorView.theme({
  "&": { background: "var(--panel)", color: "var(--ink)", fontSize: "var(--text-s)" },
  "&.cm-focused": { outline: "var(--focus-width) solid var(--selected)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.65", overflow: "visible" },
  ".cm-content": { padding: "4px 0", caretColor: "var(--ink)", minHeight: "120px", tabSize: "2" },
  ".cm-line": { padding: "0 12px 0 8px", overflowWrap: "anywhere" },
  ".cm-line ::selection, .cm-line::selection": {
    background: "color-mix(in srgb, var(--selected) 30%, transparent)",
  },
  ".cm-gutters": { background: "transparent", border: "0", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "26px", padding: "0", cursor: "default" },
  ".cm-gutterElement.cm-jumps": { cursor: "pointer" },
  ".cm-gutterElement.cm-jumps:hover": { color: "var(--selected)", background: "var(--sunk)" },
  ".cm-here": { background: "var(--now-bg)" },
  ".cm-gutterElement.cm-here": { boxShadow: "inset 3px 0 0 var(--now)", color: "var(--ink-2)" },
  ".cm-paint-call": { color: "var(--selected)" },
  ".cm-here .cm-paint-flag": { color: "var(--now-text)" },
  ".cm-paint-keyword": { fontWeight: "600" },
  ".cm-paint-comment": { color: "var(--ink-3)" },
  ".cm-paint-string": { color: "var(--ok)" },
  ".cm-paint-bad": { color: "var(--error)" },
  ".cm-result": { marginLeft: "10px", whiteSpace: "normal", userSelect: "none" },
  ".cm-chip": { padding: "0 6px", borderRadius: "4px", fontSize: "var(--text-xs)", whiteSpace: "nowrap" },
  ".cm-chip-ok": chip("ok"),
  ".cm-chip-error": { ...chip("error"), fontWeight: "600" },
  ".cm-chip-wait": { background: "var(--sunk)", color: "var(--ink-2)" },
  // No block: CodeMirror's own marks behind it would then stand on a line of their own.
  ".cm-fails": {
    display: "inline-block",
    width: "100%",
    verticalAlign: "top",
    color: "var(--error)",
    fontFamily: "var(--font-ui)",
  },
  ".cm-lintRange": { backgroundImage: "none" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--error)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--slot)", textUnderlineOffset: "3px" },
  ".cm-tooltip": { ...CARD, zIndex: "20", maxWidth: "min(420px, 92vw)" },
  ".cm-card, .cm-diagnostic": {
    padding: "8px 12px",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--text-m)",
    lineHeight: "var(--leading)",
  },
  ".cm-card code": { fontFamily: "var(--font-mono)", fontSize: "var(--text-s)" },
  ".cm-tooltip.cm-help": { pointerEvents: "none" },
  ".cm-card p": { margin: "4px 0 0", color: "var(--ink-2)" },
  ".cm-card strong": { color: "var(--selected)" },
  ".cm-diagnostic": { marginLeft: "0", borderLeft: "3px solid var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--slot)" },
  ".cm-diagnosticAction": {
    background: "var(--selected)",
    color: "var(--on-selected)",
    padding: "2px 8px",
    borderRadius: "var(--radius-control)",
    font: "inherit",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-mono)",
    fontSize: "var(--text-s)",
    maxHeight: "40vh",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "1.5" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--selected)",
    color: "var(--on-selected)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { marginLeft: "1em", color: "var(--ink-3)", fontStyle: "normal" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionInfo": {
    padding: "8px 12px",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--text-m)",
    lineHeight: "var(--leading)",
  },
  ".cm-panels": { background: "var(--sunk)", color: "var(--ink)", borderTop: "1px solid var(--line)" },
});
