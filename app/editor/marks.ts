/** What the run says about the lines: results at their ends, the current line, where a click in the gutter leads. */
import { type Extension, RangeSet, StateEffect, StateField, type Text } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  gutterLineClass,
  lineNumbers,
} from "@codemirror/view";

/** A line of the program as the run left it. */
export interface LineNote {
  /** 1-based. */
  readonly line: number;
  /** The result in a few characters, and in full; null: nothing has happened here yet. */
  readonly result: { readonly tone: string; readonly short: string; readonly long: string } | null;
  /** What the line expects and did not get. */
  readonly fails: string | null;
  readonly current: boolean;
  /** A click in the gutter goes to the end of this line's call. */
  readonly jumps: boolean;
}

class Result extends WidgetType {
  private readonly note: LineNote;

  constructor(note: LineNote) {
    super();
    this.note = note;
  }

  override eq({ note }: Result): boolean {
    const { result, fails } = this.note;
    return result?.short === note.result?.short && result?.tone === note.result?.tone && fails === note.fails;
  }

  toDOM(): HTMLElement {
    const { result, fails } = this.note;
    const whole = document.createElement("span");
    whole.className = "cm-result";
    if (result !== null) {
      const chip = whole.appendChild(document.createElement("span"));
      chip.className = `cm-chip cm-chip-${result.tone}`;
      chip.title = result.long;
      chip.textContent = result.short;
    }
    if (fails !== null) {
      const said = whole.appendChild(document.createElement("span"));
      said.className = "cm-fails";
      said.textContent = fails;
    }
    return whole;
  }
}

class LineClass extends GutterMarker {
  override readonly elementClass: string;

  constructor(name: string) {
    super();
    this.elementClass = name;
  }
}

interface Marks {
  readonly decorations: RangeSet<Decoration>;
  readonly gutter: RangeSet<GutterMarker>;
}

const HERE = Decoration.line({ class: "cm-here" });
const GUTTER_HERE = new LineClass("cm-here");
const GUTTER_JUMPS = new LineClass("cm-jumps");

export const setNotes = StateEffect.define<readonly LineNote[]>();

function marksOf(notes: readonly LineNote[], doc: Text): Marks {
  const known = notes.filter(({ line }) => line <= doc.lines);
  const decorations = known.flatMap((note) => {
    const { from, to } = doc.line(note.line);
    const widget = Decoration.widget({ widget: new Result(note), side: 1 }).range(to);
    const said = note.result !== null || note.fails !== null ? [widget] : [];
    return note.current ? [HERE.range(from), ...said] : said;
  });
  const gutter = known.flatMap((note) => {
    const { from } = doc.line(note.line);
    const jumps = note.jumps ? [GUTTER_JUMPS.range(from)] : [];
    return note.current ? [...jumps, GUTTER_HERE.range(from)] : jumps;
  });
  return {
    decorations: RangeSet.of<Decoration>(decorations, true),
    gutter: RangeSet.of<GutterMarker>(gutter, true),
  };
}

/** While the reader types, the marks stay with their lines until the program has run again. */
const marks = StateField.define<Marks>({
  create: (state) => marksOf([], state.doc),
  update: (value, transaction) => {
    const set = transaction.effects.find((effect) => effect.is(setNotes));
    if (set !== undefined) return marksOf(set.value, transaction.newDoc);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return { decorations: value.decorations.map(changes), gutter: value.gutter.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.decorations),
    gutterLineClass.from(field, (value) => value.gutter),
  ],
});

/** Line numbers that lead to their calls, and the marks of the run. */
export const runMarks = (onJump: (line: number) => void): Extension => [
  marks,
  lineNumbers({
    domEventHandlers: {
      click: (view, block) => {
        onJump(view.state.doc.lineAt(block.from).number);
        return true;
      },
    },
  }),
];
