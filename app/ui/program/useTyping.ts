import { useCallback, useEffect, useRef, useState } from "react";
import type { ExplorerState } from "#store/types.ts";
import { useActions, useExplorer } from "#ui/store.tsx";

/** Quiet time after a key before the program runs, in milliseconds. */
const TYPING_PAUSE = 250;

const selectText = (state: ExplorerState) => state.text;

interface Typing {
  readonly text: string;
  /** The text is newer than the store's. */
  readonly typing: boolean;
  /** The same at this very moment, also between a key and the render that follows it. */
  readonly isAhead: () => boolean;
  readonly onText: (text: string) => void;
  /** Hands over what was typed now. */
  readonly commit: () => void;
}

/**
 * The program while somebody writes it: it goes to the store when the typing pauses. What was typed last counts,
 * also where a key comes between two renders.
 */
export function useTyping(): Typing {
  const stored = useExplorer(selectText);
  const { editText } = useActions();
  const newest = useRef<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const commit = useCallback(() => {
    const text = newest.current;
    newest.current = null;
    if (text !== null) editText(text);
    setTyped(null);
  }, [editText]);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(commit, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, commit]);
  useEffect(() => commit, [commit]);
  const onText = (text: string) => {
    newest.current = text;
    setTyped(text);
  };
  const isAhead = useCallback(() => newest.current !== null, []);
  return { text: typed ?? stored, typing: typed !== null, isAhead, onText, commit };
}
