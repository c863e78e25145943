import { type EffectCallback, useEffect, useRef } from "react";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { createEditor, replaceText } from "./create.ts";
import { withDiagnostics } from "./lints.ts";
import { type LineNote, setNotes } from "./marks.ts";

export interface CodeEditorProps {
  /** The program; while `typing`, the field itself is newer. */
  readonly text: string;
  readonly typing: boolean;
  /** Whether it is newer at this very moment. */
  readonly isAhead: () => boolean;
  /** Where the caret was in the plain field, and whether that had the focus. */
  readonly start: { readonly anchor: number; readonly head: number; readonly focused: boolean };
  /** About `text`. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the run says about the lines of `text`; null while the run is that of an older text. */
  readonly notes: readonly LineNote[] | null;
  readonly label: string;
  /** Which keys do what, for those who do not see it. */
  readonly hint: string;
  readonly onText: (text: string) => void;
  readonly onJump: (line: number) => void;
  readonly onLeave: () => void;
}

/**
 * The element that carries the editor. The page's policy forbids style elements, so the editor lives in a shadow
 * root, where its styles are adopted as a sheet.
 */
function furnish(
  host: HTMLElement,
  hint: string,
): { readonly root: ShadowRoot; readonly place: HTMLElement } {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const place = document.createElement("div");
  const keys = document.createElement("p");
  keys.id = "keys";
  keys.hidden = true;
  keys.textContent = hint;
  const messages = document.createElement("p");
  messages.id = "messages";
  messages.hidden = true;
  root.replaceChildren(place, keys, messages);
  return { root, place };
}

const errorsIn = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ range, message }) => `Line ${range.line}: ${message}`).join(" ");

/** The program as text, with colours, offers, explanations, fixes and the results of the run. */
export function CodeEditor(props: CodeEditorProps) {
  const { text, typing, isAhead, diagnostics, notes } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => mount(host.current, editor, latest), []);
  useEffect(() => {
    if (editor.current !== null && !isAhead()) replaceText(editor.current, text);
  }, [text, typing, isAhead]);
  useEffect(() => {
    const view = editor.current;
    if (view === null || isAhead()) return;
    view.dispatch(withDiagnostics(view.state, diagnostics));
    view.contentDOM.setAttribute(
      "aria-invalid",
      String(diagnostics.some(({ severity }) => severity === "error")),
    );
    const said = host.current?.shadowRoot?.getElementById("messages");
    if (said !== null && said !== undefined) said.textContent = errorsIn(diagnostics);
  }, [diagnostics, text, typing, isAhead]);
  useEffect(() => {
    if (!isAhead() && notes !== null) editor.current?.dispatch({ effects: setNotes.of(notes) });
  }, [notes, text, typing, isAhead]);
  return <div ref={host} />;
}

interface Box<T> {
  current: T;
}

function mount(
  host: HTMLElement | null,
  editor: Box<EditorView | null>,
  latest: Box<CodeEditorProps>,
): ReturnType<EffectCallback> {
  if (host === null) return undefined;
  const { start, label, hint, text } = latest.current;
  const { root, place } = furnish(host, hint);
  const view = createEditor(
    place,
    root,
    { text, label, ...start },
    {
      onText: (typed) => latest.current.onText(typed),
      onJump: (line) => latest.current.onJump(line),
      onLeave: () => latest.current.onLeave(),
    },
  );
  editor.current = view;
  if (start.focused) view.focus();
  // Outside the root a key seems to come from its host, which is no text field: the page must not act on it.
  const keep = (event: KeyboardEvent): void => event.stopPropagation();
  host.addEventListener("keydown", keep);
  return () => {
    host.removeEventListener("keydown", keep);
    view.destroy();
    editor.current = null;
  };
}
