import type { Run } from "#store/types.ts";
import { callSentence } from "#ui/text/callSentence.ts";

export type DownloadKind = "c" | "strace" | "text" | "markdown" | "trace";

/** A file for the reader to keep. */
export interface Download {
  readonly name: string;
  readonly content: Blob;
}

const SUFFIXES: Readonly<Record<DownloadKind, readonly [suffix: string, type: string]>> = {
  c: ["c", "text/x-c"],
  strace: ["strace", "text/plain"],
  text: ["txt", "text/plain"],
  markdown: ["md", "text/markdown"],
  trace: ["mm-trace.jsonl", "application/jsonl"],
};

/** Makes the file; the code that writes its format is fetched only now. */
export async function makeDownload(kind: DownloadKind, run: Run, title: string): Promise<Download> {
  const [suffix, type] = SUFFIXES[kind];
  const text = await textOf(kind, run, title);
  return { name: `${slug(title)}.${suffix}`, content: new Blob([text], { type: `${type};charset=utf-8` }) };
}

async function textOf(kind: DownloadKind, { timeline, text }: Run, title: string): Promise<string> {
  switch (kind) {
    case "c": {
      const { cProgram } = await import("#formats/cProgram.ts");
      return cProgram(timeline, { title });
    }
    case "strace": {
      const { straceText } = await import("#formats/straceText.ts");
      return straceText(timeline);
    }
    case "text":
      return text;
    case "markdown": {
      const { markdownScript } = await import("#formats/markdownScript.ts");
      return markdownScript(timeline, { title, program: text, sentence: callSentence });
    }
    case "trace": {
      const { accountOf } = await import("#formats/mmTraceWrite.ts");
      const { header, lines } = accountOf(timeline, title);
      return [header, ...[...lines].map(({ line }) => line)]
        .map((one) => `${JSON.stringify(one)}\n`)
        .join("");
    }
  }
}

/** A title as a file name that every system takes. */
export function slug(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return words === "" ? "scenario" : words.slice(0, 60);
}

/** Hands the file to the browser, which asks or keeps it as it is set up to. */
export function saveFile({ name, content }: Download): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser has taken the content over when the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
