/** A sentence in pieces, so that names and code can be set in their own type. */
export interface Word {
  readonly as: "text" | "code" | "name" | "errno";
  readonly text: string;
}
export type Sentence = readonly Word[];

export const text = (value: string): Word => ({ as: "text", text: value });
export const code = (value: string): Word => ({ as: "code", text: value });
export const named = (value: string): Word => ({ as: "name", text: value });
export const errno = (value: string): Word => ({ as: "errno", text: value });

/** The sentence without its type, for live regions and tests. */
export const plainText = (sentence: Sentence): string => sentence.map((word) => word.text).join("");
