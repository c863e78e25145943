import { inputKind } from "#formats/inputKind.ts";
import type { InputKind } from "#formats/inputKind.ts";

/** What the reader has brought: pasted texts, or files that stay where they are until they are read. */
export interface Brought {
  readonly log: string;
  readonly maps: string;
  /** A file in place of the pasted log. */
  readonly file: File | null;
  /** Mappings at the end, from a second file of mappings. */
  readonly endMaps: string;
}

export const NOTHING_BROUGHT: Brought = { log: "", maps: "", file: null, endMaps: "" };

const LOOKED_AT = 20_000;
/** More is left in its file: a text field would choke on it. */
const LONGEST_PASTE = 200_000;

/** Sorts dropped files: mappings to mappings (“final” or a second one: those at the end), a log to the log. */
export async function withFiles(brought: Brought, files: readonly File[]): Promise<Brought> {
  let next = brought;
  let mapsSeen: boolean = false;
  for (const file of files) {
    const kind = inputKind(await file.slice(0, LOOKED_AT).text());
    if (kind === "maps") {
      const text = await file.text();
      const atEnd: boolean = /final|end/i.test(file.name) || mapsSeen;
      next = atEnd ? { ...next, endMaps: text } : { ...next, maps: text };
      mapsSeen ||= !atEnd;
    } else if (file.size <= LONGEST_PASTE) next = { ...next, file: null, log: await file.text() };
    else next = { ...next, file, log: "" };
  }
  return next;
}

/** What the log's text is; null while there is none. */
export const kindOf = ({ log, file }: Brought): InputKind | null => {
  if (file !== null) return "strace";
  return log.trim() === "" ? null : inputKind(log);
};

/** The log as the worker reads it. */
export const blobOf = ({ log, file }: Brought): Blob => file ?? new Blob([log]);
