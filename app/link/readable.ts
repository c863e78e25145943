import { decodeParts, encodeParts } from "./parts.ts";
import { decodeProgram, encodeProgram } from "./program.ts";
import type { LinkNotice, LinkState } from "./state.ts";

/** The readable form of version 1 without its mark: lines and parts, each behind a `~`. */
export const encodeReadable = (state: LinkState): string =>
  [...encodeProgram(state.text), ...encodeParts(state)].join("~");

const isPart = (word: string): boolean => word.startsWith("-");

export const decodeReadable = (
  readable: string,
): { readonly state: LinkState; readonly notices: readonly LinkNotice[] } => {
  const words = readable.split("~");
  const program = decodeProgram(words.filter((word) => !isPart(word)));
  const { parts, notices } = decodeParts(words.filter(isPart));
  return { state: { ...parts, text: program.text }, notices: [...program.notices, ...notices] };
};
