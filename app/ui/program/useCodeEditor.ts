import { type RefObject, useEffect, useState } from "react";

type Module = typeof import("#editor/CodeEditor.tsx");

export interface Arrived {
  readonly CodeEditor: Module["CodeEditor"];
  /** Where the caret was in the plain field at that moment. */
  readonly start: { readonly anchor: number; readonly head: number; readonly focused: boolean };
}

let loading: Promise<Module> | null = null;

/** The editor's code is a good deal larger than all else in the panel: it is fetched when somebody edits. */
function load(): Promise<Module> {
  loading ??= import("#editor/CodeEditor.tsx");
  return loading;
}

function startOf(field: HTMLTextAreaElement | null): Arrived["start"] {
  if (field === null) return { anchor: 0, head: 0, focused: false };
  const { selectionStart, selectionEnd, selectionDirection } = field;
  const backward = selectionDirection === "backward";
  return {
    anchor: backward ? selectionEnd : selectionStart,
    head: backward ? selectionStart : selectionEnd,
    focused: document.activeElement === field,
  };
}

/** The editor once it is there; null until then, and for good if it cannot be fetched. */
export function useCodeEditor(field: RefObject<HTMLTextAreaElement | null>): Arrived | null {
  const [arrived, setArrived] = useState<Arrived | null>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      ({ CodeEditor }) => {
        if (wanted) setArrived({ CodeEditor, start: startOf(field.current) });
      },
      () => {
        loading = null;
      },
    );
    return () => {
      wanted = false;
    };
  }, [field]);
  return arrived;
}
