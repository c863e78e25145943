import type { Selection } from "d3";

export type Group = Selection<SVGGElement, unknown, null, undefined>;

/** What decides how a mark looks beside its own data. */
export interface Emphasis {
  /** A call is under way: what it does not touch is dimmed. */
  readonly active: boolean;
  readonly now: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
  /** Keys lit because the reader points at something. */
  readonly lit: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
}

export const isDim = (emphasis: Emphasis, key: string): boolean =>
  emphasis.active && !emphasis.touched.has(key) && !emphasis.now.has(key);

/** Runs only when one of its arguments is another object than before: marks that did not change are not joined again. */
export const whenChanged = <A extends readonly unknown[]>(
  draw: (...args: A) => void,
): ((...args: A) => void) => {
  let last: A | null = null;
  return (...args) => {
    if (last !== null && args.every((arg, i) => arg === last?.[i])) return;
    last = args;
    draw(...args);
  };
};

/** Opacity as an attribute, left out when the mark is simply there. */
export const opacityOf = (mark: { readonly opacity: number }): string | null =>
  mark.opacity >= 1 ? null : mark.opacity.toFixed(3);
