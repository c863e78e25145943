/** A sentence in pieces, so that names and code can be set in their own type. */
export interface Word {
  readonly as: "text" | "code" | "name" | "errno";
  readonly text: string;
}
export type Sentence = readonly Word[];
