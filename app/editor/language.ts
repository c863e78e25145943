/** The language's tokens, meanings and offers as extensions of the text field. */
import { autocompletion, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { type EditorState, type Extension, RangeSet } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, hoverTooltip } from "@codemirror/view";
import { sinceText } from "#lang/describe.ts";
import { explainAt } from "./explain.ts";
import { offersAt } from "./offers.ts";
import type { Offer } from "./offer.ts";
import { type Paint, paintOf } from "./paint.ts";

/** Longer texts are no programs that somebody writes by hand; they stay plain, so that typing stays quick. */
const MAX_PAINTED = 200_000;

const paints = new Map<Paint, Decoration>();
const decorationOf = (paint: Paint): Decoration => {
  const known = paints.get(paint) ?? Decoration.mark({ class: `cm-paint-${paint}` });
  paints.set(paint, known);
  return known;
};

function decorate(state: EditorState): DecorationSet {
  if (state.doc.length > MAX_PAINTED) return Decoration.none;
  const pieces = paintOf(state.doc.toString());
  return RangeSet.of(pieces.map(({ from, to, paint }) => decorationOf(paint).range(from, to)));
}

const painter = ViewPlugin.define(
  ({ state }) => ({
    decorations: decorate(state),
    update(update) {
      if (update.docChanged) this.decorations = decorate(update.state);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

/** The offers of a kind in the order in which the language gives them, whatever their letters. */
const completionOf = (offer: Offer, index: number): Completion => ({
  label: offer.label,
  type: offer.kind,
  detail: offer.detail,
  boost: Math.max(-99, 99 - index),
  ...(offer.info === "" ? {} : { info: offer.info }),
  apply: (view, completion, from, to) => put(view, offer, completion, from, to),
});

/** Puts an offer in, and goes on with what can follow it. */
function put(view: EditorView, offer: Offer, completion: Completion, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert: offer.apply },
    selection: { anchor: from + offer.apply.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
  if (!offer.apply.endsWith(")")) startCompletion(view);
}

function complete(context: CompletionContext): CompletionResult | null {
  const found = offersAt(context.state.doc.toString(), context.pos, context.explicit);
  if (found === null) return null;
  return { from: found.from, options: found.offers.map(completionOf), validFor: /^\w*$/ };
}

const hover = hoverTooltip((view, at) => {
  const found = explainAt(view.state.doc.toString(), at);
  if (found === null) return null;
  const { from, to, title, text, since } = found;
  return {
    pos: from,
    end: to,
    above: true,
    create: () => ({ dom: cardOf(title, [text, sinceText(since)]) }),
  };
});

/** A small card: how the word is written, and what it means. */
function cardOf(title: string, texts: readonly string[]): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-card";
  const head = dom.appendChild(document.createElement("code"));
  head.textContent = title;
  for (const text of texts) {
    if (text !== "") dom.appendChild(document.createElement("p")).textContent = text;
  }
  return dom;
}

export const scenarioLanguage: Extension = [
  painter,
  autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60 }),
  hover,
];
