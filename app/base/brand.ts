declare const flavour: unique symbol;

/**
 * A number that says what it counts. A plain number may be used as one, so that arithmetic needs no casts,
 * but one flavour is never accepted where another is expected (a page number is not an address).
 */
export type Flavoured<Name extends string> = number & { readonly [flavour]?: Name };
