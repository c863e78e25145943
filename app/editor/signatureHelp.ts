/** The arguments of the call that is being written, and what the current one is for. */
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { type Command, type Tooltip, showTooltip } from "@codemirror/view";
import { type Help, helpAt } from "./explain.ts";

const closeHelp = StateEffect.define();

function tooltipOf(state: EditorState): Tooltip | null {
  const { main } = state.selection;
  const help = main.empty ? helpAt(state.doc.toString(), main.head) : null;
  if (help === null) return null;
  return { pos: help.open, above: true, create: () => ({ dom: domOf(help) }) };
}

function domOf({ name, params, meaning }: Help): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-card cm-help";
  const usage = dom.appendChild(document.createElement("code"));
  usage.append(`${name}(`);
  params.forEach((param, index) => {
    const piece = document.createElement(param.current ? "strong" : "span");
    piece.textContent = param.name;
    usage.append(index === 0 ? "" : ", ", piece);
  });
  usage.append(")");
  dom.appendChild(document.createElement("p")).textContent = meaning;
  return dom;
}

/** It comes with what the reader types, follows the caret, and goes with the call or with Escape. */
const help = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    if (transaction.effects.some((effect) => effect.is(closeHelp))) return null;
    const typed = transaction.docChanged && transaction.isUserEvent("input");
    const follows = shown !== null && (transaction.docChanged || transaction.selection !== undefined);
    return typed || follows ? tooltipOf(transaction.state) : shown;
  },
  provide: (field) => showTooltip.from(field),
});

export const signatureHelp: Extension = help;

/** Takes the help away; false if there was none. */
export const hideHelp: Command = (view) => {
  if ((view.state.field(help, false) ?? null) === null) return false;
  view.dispatch({ effects: closeHelp.of(null) });
  return true;
};
