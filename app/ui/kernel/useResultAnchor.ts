import { type RefObject, useEffect, useRef, useState } from "react";
import type { ShownResult } from "./resultAt.ts";

/** Milliseconds that the pointer rests before the card comes, and is away before it goes. */
const REST = 350;
const AWAY = 200;

const SELECTOR = "[data-result]";

/** The element of the page whose result is explained. */
export interface Anchor {
  readonly element: HTMLElement;
  /** Its `data-result`. */
  readonly name: string;
  readonly shown: ShownResult;
}

const anchorAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(SELECTOR) : null;

/** A button that is there for the card. Others do something else when they are pressed. */
const opensByPress = (element: HTMLElement): boolean => element.dataset["press"] === "card";

/**
 * Which result the reader asks about: by resting the pointer on it, by pressing its button, by tapping; on something
 * that does another thing when pressed, also by the focus. Escape, a press elsewhere and scrolling end it.
 * @param card the card itself, which may be pointed at
 * @param isOurs whether an element belongs to this explorer
 * @param read what a `data-result` stands for, if it does at the moment
 */
export function useResultAnchor(
  card: RefObject<HTMLElement | null>,
  isOurs: (element: HTMLElement) => boolean,
  read: (name: string) => ShownResult | null,
): readonly [Anchor | null, () => void] {
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const latest = useRef({ anchor, isOurs, read });
  useEffect(() => {
    latest.current = { anchor, isOurs, read };
  });
  useEffect(() => {
    let timer = 0;
    const show = (element: HTMLElement): void => {
      clearTimeout(timer);
      const name = element.dataset["result"] ?? "";
      const shown = latest.current.read(name);
      setAnchor(shown === null ? null : { element, name, shown });
    };
    const close = (): void => {
      clearTimeout(timer);
      setAnchor(null);
    };
    const later = (job: () => void, wait: number): void => {
      clearTimeout(timer);
      timer = window.setTimeout(job, wait);
    };
    const ours = (target: EventTarget | null): HTMLElement | null => {
      const element = anchorAt(target);
      return element !== null && latest.current.isOurs(element) ? element : null;
    };
    const inCard = (target: EventTarget | null): boolean =>
      target instanceof Node && card.current?.contains(target) === true;
    const open = (): HTMLElement | null => latest.current.anchor?.element ?? null;

    const onOver = ({ target, pointerType }: PointerEvent): void => {
      if (pointerType === "touch") return;
      const element = ours(target);
      if (inCard(target) || (element !== null && element === open())) clearTimeout(timer);
      else if (element !== null) later(() => element.isConnected && show(element), REST);
      else later(close, AWAY);
    };
    const onPress = (event: MouseEvent): void => {
      const element = ours(event.target);
      const touched = event instanceof PointerEvent && event.pointerType === "touch";
      if (element === null || !(opensByPress(element) || touched)) return;
      if (element === open() && opensByPress(element)) close();
      else show(element);
    };
    const onDown = ({ target }: PointerEvent): void => {
      clearTimeout(timer);
      if (open() !== null && !inCard(target) && ours(target) !== open()) close();
    };
    const onFocus = ({ target }: FocusEvent): void => {
      const element = ours(target);
      if (element === null || opensByPress(element)) return;
      if (element.matches(":focus-visible")) later(() => show(element), REST);
    };
    const onBlur = (): void => {
      if (open() !== null && open()?.matches(":hover") !== true) close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || open() === null) return;
      event.preventDefault();
      event.stopPropagation();
      close();
    };
    const onScroll = ({ target }: Event): void => {
      if (open() !== null && !inCard(target)) close();
    };
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener("pointerover", onOver, { signal });
    document.addEventListener("pointerdown", onDown, { signal, capture: true });
    document.addEventListener("click", onPress, { signal });
    document.addEventListener("focusin", onFocus, { signal });
    document.addEventListener("focusout", onBlur, { signal });
    document.addEventListener("keydown", onKey, { signal, capture: true });
    document.addEventListener("scroll", onScroll, { signal, capture: true });
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [card]);
  return [anchor, () => setAnchor(null)];
}
