import type { LogFilter } from "#formats/logFilter.ts";
import type { RowDetail } from "#formats/logDetail.ts";
import type { ReasonCount } from "#formats/logImport.ts";
import type { LogMark } from "#formats/logMarks.ts";
import type { RowKind } from "#formats/logRows.ts";
import type { MapsComparison } from "#formats/mapsCompare.ts";

/** What the page asks of the worker that reads a log. */
export type ImportRequest =
  | {
      readonly kind: "start";
      readonly log: Blob;
      /** /proc/PID/maps or smaps at the start and at the end; "" if there are none. */
      readonly maps: string;
      readonly endMaps: string;
      /** Id of the kernel profile. */
      readonly kernel: string;
    }
  /** Stop reading; what has been read stays. */
  | { readonly kind: "stop" }
  /** `order` comes back with the reply: only the last one counts. */
  | { readonly kind: "filter"; readonly filter: LogFilter; readonly order: number }
  /** Places [from, to) of what fits the filter. */
  | { readonly kind: "rows"; readonly from: number; readonly to: number; readonly order: number }
  | { readonly kind: "detail"; readonly row: number }
  | { readonly kind: "place"; readonly row: number };

/** A row as the list shows it. */
export interface RowView {
  readonly row: number;
  readonly lineNumber: number;
  readonly pid: number;
  readonly kind: RowKind;
  readonly line: string;
}

/** Something to filter by, with how many rows it has. */
export type Choice = readonly [text: string, count: number];

export interface ImportSummary {
  readonly lines: number;
  readonly rows: number;
  readonly counts: Readonly<Record<RowKind, number>>;
  readonly reasons: readonly ReasonCount[];
  readonly calls: readonly Choice[];
  readonly errnos: readonly Choice[];
  readonly pids: readonly Choice[];
  /** How many mappings at the start are known; 0: none. */
  readonly maps: number;
  readonly mapsProblem: string | null;
  readonly end: MapsComparison | null;
  readonly marks: readonly LogMark[];
  /** Reading was stopped before the end. */
  readonly stopped: boolean;
  readonly milliseconds: number;
}

export type ImportReply =
  | { readonly kind: "progress"; readonly bytes: number; readonly lines: number; readonly differs: number }
  | { readonly kind: "done"; readonly summary: ImportSummary }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "filtered"; readonly count: number; readonly order: number }
  | {
      readonly kind: "rows";
      readonly from: number;
      readonly rows: readonly RowView[];
      readonly order: number;
    }
  | { readonly kind: "detail"; readonly detail: RowDetail }
  | { readonly kind: "place"; readonly row: number; readonly place: number };
