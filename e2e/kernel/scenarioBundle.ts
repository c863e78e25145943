import { gunzipSync, gzipSync } from "node:zlib";
import type { RecordedLine } from "./scenarioRecord.ts";

/** One scenario as a kernel performed it. */
export interface ScenarioRecording {
  readonly scenario: string;
  /** The text that was performed. */
  readonly source: string;
  /** ISO date. */
  readonly recorded: string;
  /** The recorder's header, as it is to be parsed. */
  readonly header: string;
  readonly lines: readonly RecordedLine[];
}

const isHeader = (value: object): value is { format: string; scenario: string; source: string } =>
  "format" in value && "scenario" in value && "source" in value;

/** Many recordings in one file: a line with `format` begins the next (recordings/README.md). */
export function readBundle(bytes: Uint8Array): readonly ScenarioRecording[] {
  const recordings: (ScenarioRecording & { readonly lines: RecordedLine[] })[] = [];
  for (const text of gunzipSync(bytes).toString("utf8").split("\n")) {
    if (text === "") continue;
    const value = JSON.parse(text) as RecordedLine & Record<string, unknown>;
    if (isHeader(value)) {
      const { scenario, source } = value;
      recordings.push({ scenario, source, recorded: String(value["recorded"]), header: text, lines: [] });
    } else recordings.at(-1)?.lines.push(value);
  }
  return recordings;
}

export interface NewRecording {
  readonly scenario: string;
  readonly source: string;
  readonly recorded: string;
  readonly header: string;
  readonly lines: readonly RecordedLine[];
}

/** Header keys of ours come first, so that a reader sees at once what it is. */
export function writeBundle(recordings: readonly NewRecording[]): Uint8Array {
  const texts = recordings.flatMap(({ scenario, source, recorded, header, lines }) => {
    const full = { ...(JSON.parse(header) as object), program: scenario, scenario, source, recorded };
    return [JSON.stringify(full), ...lines.map((line) => JSON.stringify(line))];
  });
  return gzipSync(`${texts.join("\n")}\n`, { level: 9 });
}
