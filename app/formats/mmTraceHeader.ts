import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import { PAGE_SIZE, TASK_SIZE } from "#engine/addr.ts";
import { asArray, asObject, hexAt, numberAt, parseJsonObject, stringAt } from "./json.ts";
import type { JsonObject } from "./json.ts";

/** A mapping as mm-trace/1 lists it; addresses and offset in bytes. */
export interface TraceVma {
  readonly start: number;
  readonly end: number;
  readonly perms: string;
  readonly offset: number;
  readonly name: string;
  /** The VmFlags line of smaps. */
  readonly flags: string;
  readonly file: number | null;
}

export interface TraceMm {
  readonly VmSize: number;
  readonly VmLck: number;
  readonly VmData: number;
  readonly RssAnon: number;
  readonly RssFile: number;
  readonly RssShmem: number;
}

/** The first line of a recording: the machine it was made on and the process before its first call. */
export interface TraceHeader {
  /** The line as an object, to be printed again. */
  readonly json: JsonObject;
  readonly program: string;
  readonly release: string;
  readonly thp: string;
  readonly thpShmem: string;
  readonly thpZeroPage: boolean;
  /** Left out in a header: true. */
  readonly zeroPage: boolean;
  readonly overcommit: number;
  readonly maxMapCount: number;
  readonly memlock: number;
  readonly mmapMinAddr: number;
  readonly memTotalKb: number;
  readonly softDirty: boolean;
  readonly brk: number;
  readonly uffdFeatures: bigint;
  readonly capabilities: readonly string[];
  readonly vmas: readonly TraceVma[];
  readonly mm: TraceMm;
}

const DEFAULT_MEMLOCK = 8 * 1024 * 1024;
const DEFAULT_MEM_TOTAL_KB = 2 * 1024 * 1024;

/** Reads the header line; the error says what is wrong with it. */
export function parseTraceHeader(line: string): Result<TraceHeader, string> {
  const json = parseJsonObject(line);
  if (json === null) return err("the first line is no JSON object");
  const format = stringAt(json, "format", "");
  if (format !== "mm-trace/1") return err(`the format is “${format}”, not mm-trace/1`);
  const vmas = asArray(json.vmas).map(parseTraceVma);
  if (vmas.includes(null)) return err("a mapping of the header cannot be read");
  const overlaps = vmas.some((vma, index) => (vma?.start ?? 0) < (vmas[index - 1]?.end ?? 0));
  if (overlaps) return err("the header's mappings are not in order");
  const brk = hexAt(json, "brk");
  if (brk === null || brk > BigInt(TASK_SIZE)) return err("the header's brk is no address");
  return ok({
    json,
    program: stringAt(json, "program", ""),
    release: stringAt(json, "release", ""),
    thp: bracketed(stringAt(json, "thp", "")),
    thpShmem: bracketed(stringAt(json, "thpShmem", "")),
    thpZeroPage: numberAt(json, "thpZeroPage", 1) !== 0,
    zeroPage: json["zeroPage"] !== false,
    overcommit: numberAt(json, "overcommit", 0),
    maxMapCount: numberAt(json, "maxMapCount", 65530),
    memlock: numberAt(json, "memlock", DEFAULT_MEMLOCK),
    mmapMinAddr: numberAt(json, "mmapMinAddr", 65536),
    memTotalKb: numberAt(json, "memTotal", DEFAULT_MEM_TOTAL_KB),
    softDirty: json.softDirty === true,
    brk: Number(brk),
    uffdFeatures: hexAt(json, "uffdFeatures") ?? 0n,
    capabilities: asArray(json.capabilities).filter((name) => typeof name === "string"),
    vmas: vmas.filter((vma) => vma !== null),
    mm: parseMm(asObject(json.mm) ?? {}),
  });
}

/** The value in force of a line like "always [madvise] never". */
const bracketed = (line: string): string => /\[(\w+)\]/.exec(line)?.[1] ?? line.trim();

function parseTraceVma(value: unknown): TraceVma | null {
  const vma = asObject(value);
  if (vma === null) return null;
  const [start, end, offset] = [hexAt(vma, "start"), hexAt(vma, "end"), hexAt(vma, "offset")];
  if (start === null || end === null || offset === null) return null;
  if (start >= end || end > BigInt(TASK_SIZE)) return null;
  if ([start, end, offset].some((bytes) => bytes % BigInt(PAGE_SIZE) !== 0n)) return null;
  const file = numberAt(vma, "file", 0);
  return {
    start: Number(start),
    end: Number(end),
    offset: Number(offset),
    perms: stringAt(vma, "perms", ""),
    name: stringAt(vma, "name", ""),
    flags: stringAt(vma, "flags", ""),
    file: file === 0 ? null : file,
  };
}

const parseMm = (mm: JsonObject): TraceMm => ({
  VmSize: numberAt(mm, "VmSize", 0),
  VmLck: numberAt(mm, "VmLck", 0),
  VmData: numberAt(mm, "VmData", 0),
  RssAnon: numberAt(mm, "RssAnon", 0),
  RssFile: numberAt(mm, "RssFile", 0),
  RssShmem: numberAt(mm, "RssShmem", 0),
});
