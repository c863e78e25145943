import { acceptCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { Annotation, EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { scenarioLanguage } from "./language.ts";
import { fixHere } from "./lints.ts";
import { runMarks } from "./marks.ts";
import { hideHelp, signatureHelp } from "./signatureHelp.ts";
import { theme } from "./theme.ts";

/** What the editor tells its surroundings. */
export interface Listeners {
  readonly onText: (text: string) => void;
  /** To the end of the call on this line. */
  readonly onJump: (line: number) => void;
  /** The reader has finished for now: the field lost the focus, or Escape had nothing else to close. */
  readonly onLeave: () => void;
}

export interface Start {
  readonly text: string;
  readonly anchor: number;
  readonly head: number;
  readonly label: string;
}

/** Marks a change that the page made, of which it need not be told. */
const fromPage = Annotation.define<true>();

/** Sets up the text field below `parent`, in whose root its styles are mounted. */
export function createEditor(
  parent: HTMLElement,
  root: ShadowRoot,
  start: Start,
  listeners: Listeners,
): EditorView {
  const { text, label } = start;
  const within = (place: number): number => Math.max(0, Math.min(place, text.length));
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      selection: { anchor: within(start.anchor), head: within(start.head) },
      extensions: [
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          ...FIELD,
          "aria-label": label,
          "aria-describedby": "keys messages",
        }),
        history(),
        runMarks(listeners.onJump),
        scenarioLanguage,
        signatureHelp,
        keys(listeners),
        theme,
        tell(listeners),
      ],
    }),
  });
  return view;
}

/** No help of a phone's keyboard that is meant for prose. */
const FIELD = {
  autocapitalize: "off",
  autocorrect: "off",
  autocomplete: "off",
  spellcheck: "false",
  translate: "no",
  enterkeyhint: "enter",
};

/** Tab is left to the page, but for taking the chosen offer while the list is open. */
const keys = ({ onJump, onLeave }: Listeners): Extension => [
  Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  keymap.of([
    ...completionKeymap,
    { key: "Mod-.", run: fixHere },
    {
      key: "Mod-Enter",
      run: ({ state }) => {
        onJump(state.doc.lineAt(state.selection.main.head).number);
        return true;
      },
    },
    { key: "Escape", run: hideHelp },
    ...historyKeymap,
    ...lintKeymap,
    ...defaultKeymap,
    {
      key: "Escape",
      run: () => {
        onLeave();
        return true;
      },
    },
  ]),
];

const tell = ({ onText, onLeave }: Listeners): Extension => [
  EditorView.updateListener.of(({ docChanged, state, transactions }) => {
    const own = transactions.some((one) => one.docChanged && one.annotation(fromPage) === undefined);
    if (docChanged && own) onText(state.doc.toString());
  }),
  EditorView.domEventHandlers({ blur: onLeave }),
];

/** Brings the field to a text that the page has got from elsewhere; what is the same stays, and so does the caret. */
export function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  const least = Math.min(old.length, text.length);
  let from = 0;
  while (from < least && old[from] === text[from]) from += 1;
  let same = 0;
  while (same < least - from && old[old.length - 1 - same] === text[text.length - 1 - same]) same += 1;
  view.dispatch({
    changes: { from, to: old.length - same, insert: text.slice(from, text.length - same) },
    annotations: fromPage.of(true),
  });
}
