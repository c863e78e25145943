import { create } from "zustand";
import { NO_FILTER } from "#formats/logFilter.ts";
import type { LogFilter } from "#formats/logFilter.ts";
import type { RowDetail } from "#formats/logDetail.ts";
import type { ImportReply, ImportRequest, ImportSummary, RowView } from "#workers/importMessages.ts";

/** The log that is being read or has been read. Kept outside the page, so that who comes back finds it as it was. */
export interface ImportSession {
  readonly state: "idle" | "reading" | "done" | "failed";
  readonly total: number;
  readonly progress: { readonly bytes: number; readonly lines: number; readonly differs: number };
  readonly why: string;
  readonly summary: ImportSummary | null;
  readonly filter: LogFilter;
  /** How many rows fit the filter. */
  readonly count: number;
  /** The rows at hand, from place `from` on. */
  readonly window: { readonly from: number; readonly rows: readonly RowView[] };
  /** The place the list is to show. `token` changes with each wish. */
  readonly goTo: { readonly place: number; readonly token: number };
  /** The place that the keyboard is at. */
  readonly active: number;
  /** The chosen row; null: none. */
  readonly chosen: number | null;
  readonly detail: RowDetail | null;
}

const NOTHING: ImportSession = {
  state: "idle",
  total: 0,
  progress: { bytes: 0, lines: 0, differs: 0 },
  why: "",
  summary: null,
  filter: NO_FILTER,
  count: 0,
  window: { from: 0, rows: [] },
  goTo: { place: 0, token: 0 },
  active: 0,
  chosen: null,
  detail: null,
};

export const useImport = create<ImportSession>(() => NOTHING);

let worker: Worker | null = null;
/** Replies to older questions than the last are of no use any more. */
let order = 0;

const ask = (request: ImportRequest): void => worker?.postMessage(request);

/** Begins to read a log; one that was read before is let go. */
export function startImport(request: Omit<Extract<ImportRequest, { kind: "start" }>, "kind">): void {
  worker?.terminate();
  worker = new Worker(new URL("../../workers/importWorker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<ImportReply>) => receive(data));
  worker.addEventListener("error", () =>
    fail("The part of the page that reads logs has failed. Reload the page."),
  );
  useImport.setState({ ...NOTHING, state: "reading", total: request.log.size });
  ask({ kind: "start", ...request });
}

const fail = (why: string): void => useImport.setState({ state: "failed", why });

/** Stops reading; what has been read is shown. */
export const stopImport = (): void => ask({ kind: "stop" });

export function setFilter(patch: Partial<LogFilter>): void {
  const filter = { ...useImport.getState().filter, ...patch };
  useImport.setState({ filter });
  order += 1;
  ask({ kind: "filter", filter, order });
}

/** Asks for the rows at places [from, to). */
export const wantRows = (from: number, to: number): void => ask({ kind: "rows", from, to, order });

export const setActive = (place: number): void => useImport.setState({ active: place });

export function chooseRow(row: number): void {
  useImport.setState({ chosen: row });
  ask({ kind: "detail", row });
}

/** Chooses a row and brings it into sight, with the filter as it is. */
export function goToRow(row: number): void {
  chooseRow(row);
  ask({ kind: "place", row });
}

function receive(reply: ImportReply): void {
  const { chosen, goTo } = useImport.getState();
  switch (reply.kind) {
    case "progress":
      useImport.setState({ progress: reply });
      return;
    case "failed":
      fail(reply.why);
      return;
    case "done":
      useImport.setState({ state: "done", summary: reply.summary });
      setFilter(reply.summary.counts.differs > 0 ? { kind: "differs" } : { kind: firstView(reply.summary) });
      return;
    case "filtered":
      if (reply.order !== order) return;
      useImport.setState({
        count: reply.count,
        window: { from: 0, rows: [] },
        goTo: { place: 0, token: goTo.token + 1 },
        active: 0,
      });
      return;
    case "rows":
      if (reply.order === order) useImport.setState({ window: { from: reply.from, rows: reply.rows } });
      return;
    case "detail":
      if (reply.detail.row === chosen) useImport.setState({ detail: reply.detail });
      return;
    case "place":
      if (reply.row !== chosen) return;
      useImport.setState({ goTo: { place: reply.place, token: goTo.token + 1 }, active: reply.place });
  }
}

/** What is shown first: calls on memory if there are any, else everything. */
function firstView({ counts }: ImportSummary): LogFilter["kind"] {
  const memory = counts.agrees + counts.differs + counts.takenOver + counts.notModelled;
  return memory > 0 ? "memory" : "";
}
