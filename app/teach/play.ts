/** What shows a behaviour: a scenario of the library, or a program of a few lines. */
export type Play = ({ readonly scenario: string } | { readonly program: string }) & {
  /** Shown where the behaviour ends, not where it begins. */
  readonly atEnd?: boolean;
  /** The call where it shows, from 1, if other changes show before it. */
  readonly call?: number;
};
