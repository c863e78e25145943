/** Reads a log beside the page, so that the page stays quick. Keeps all that was read and answers for it. */
import { kernelById } from "#engine/kernels.ts";
import { rowDetail } from "#formats/logDetail.ts";
import { LogImport } from "#formats/logImport.ts";
import { mremapMarks } from "#formats/logMarks.ts";
import { choicesOf } from "#formats/logSummary.ts";
import { parseMaps } from "#formats/procMaps.ts";
import type { ImportReply, ImportRequest, ImportSummary, RowView } from "./importMessages.ts";

type Start = Extract<ImportRequest, { kind: "start" }>;

/** Text of a line in the list; longer ones are shown whole beside it. */
const SHOWN = 400;
const MILLISECONDS_BETWEEN_REPORTS = 100;

let log: LogImport | null = null;
let stopped = false;

const say = (reply: ImportReply): void => globalThis.postMessage(reply);

/** Lets messages of the page in between two pieces. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function start(request: Start): Promise<void> {
  const kernel = kernelById(request.kernel);
  if (kernel === null) return say({ kind: "failed", why: `There is no kernel ${request.kernel}.` });
  const maps = mapsIn(request.maps);
  if (typeof maps === "string") return say({ kind: "failed", why: maps });
  const end = mapsIn(request.endMaps);
  if (typeof end === "string") return say({ kind: "failed", why: end });
  const reading = new LogImport({ kernel, maps });
  log = reading;
  stopped = false;
  const began = performance.now();
  const whole = await read(reading, request.log);
  reading.end();
  const milliseconds = performance.now() - began;
  const summary: ImportSummary = {
    lines: reading.lines,
    rows: reading.rows.length,
    counts: reading.counts,
    reasons: reading.reasons,
    ...choicesOf(reading),
    maps: reading.maps?.length ?? 0,
    mapsProblem: reading.mapsProblem,
    end: whole ? reading.compareEnd(end) : null,
    marks: mremapMarks(reading.rows, reading.lines),
    stopped: !whole,
    milliseconds,
  };
  say({ kind: "done", summary });
}

/** Mappings, null for none, or why they cannot be read. */
function mapsIn(text: string): LogImport["maps"] | string {
  if (text.trim() === "") return null;
  const parsed = parseMaps(text);
  return parsed.ok ? parsed.value : `The mappings cannot be read: ${parsed.error}.`;
}

/** False: stopped before the end. */
async function read(reading: LogImport, blob: Blob): Promise<boolean> {
  const reader = blob.stream().getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let told = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    reading.feed(decoder.decode(value, { stream: true }));
    bytes += value.length;
    const now = performance.now();
    if (now - told < MILLISECONDS_BETWEEN_REPORTS) continue;
    told = now;
    say({ kind: "progress", bytes, lines: reading.lines, differs: reading.counts.differs });
    await breath();
    if (!stopped) continue;
    await reader.cancel();
    return false;
  }
}

function rowsBetween(reading: LogImport, from: number, to: number): readonly RowView[] {
  const views: RowView[] = [];
  for (let place = from; place < Math.min(to, reading.shown); place += 1) {
    const row = reading.rowAt(place);
    const { lineNumber, pid } = reading.rows;
    views.push({
      row,
      lineNumber: lineNumber[row] ?? 0,
      pid: pid[row] ?? 0,
      kind: reading.rows.kindOf(row),
      line: reading.textOf(row).slice(0, SHOWN),
    });
  }
  return views;
}

function answer(reading: LogImport, request: Exclude<ImportRequest, Start>): void {
  switch (request.kind) {
    case "stop":
      stopped = true;
      return;
    case "filter":
      return say({ kind: "filtered", count: reading.filter(request.filter), order: request.order });
    case "rows": {
      const { from, to, order } = request;
      return say({ kind: "rows", from, rows: rowsBetween(reading, from, to), order });
    }
    case "detail":
      return say({ kind: "detail", detail: rowDetail(reading, request.row) });
    case "place":
      return say({ kind: "place", row: request.row, place: reading.placeOf(request.row) });
  }
}

const failed = (error: unknown): void =>
  say({ kind: "failed", why: error instanceof Error ? error.message : String(error) });

globalThis.addEventListener("message", ({ data }: MessageEvent<ImportRequest>) => {
  if (data.kind === "start") void start(data).catch(failed);
  else if (log !== null) answer(log, data);
});
