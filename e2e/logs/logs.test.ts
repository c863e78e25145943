import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultKernel } from "#engine/kernels.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import { rowDetail } from "#formats/logDetail.ts";
import { LogImport } from "#formats/logImport.ts";
import { parseMaps } from "#formats/procMaps.ts";

const here = import.meta.dirname;
const read = (name: string, file: string): string => readFileSync(join(here, name, file), "utf8");

function maps(name: string, file: string): readonly BootVma[] {
  const parsed = parseMaps(read(name, file));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** Reads a log in pieces of an odd size. */
function imported(text: string, known: readonly BootVma[] | null): LogImport {
  const log = new LogImport({ kernel: defaultKernel(), maps: known });
  for (let at = 0; at < text.length; at += 4999) log.feed(text.slice(at, at + 4999));
  log.end();
  return log;
}

/** Calls that agree, and those that depend on the mappings of a program that was started later. */
const LOGS: readonly (readonly [name: string, agrees: number, later: number])[] = [
  ["realloc-growth", 41, 0],
  ["sqlite-mmap", 85, 0],
  ["python-startup", 110, 0],
  ["threads", 60, 0],
  ["forks", 51, 4],
  ["shell", 54, 8],
  ["git", 31, 0],
  ["perl", 45, 0],
];

describe.each(LOGS)("the log %s", (name, agrees, later) => {
  const log = imported(read(name, "trace.strace"), maps(name, "initial.maps"));

  it("has every determined result predicted", () => {
    const { counts } = log;
    expect({ ...counts, passed: 0, exit: 0, signal: 0 }).toEqual({
      agrees,
      differs: 0,
      takenOver: later,
      notModelled: 0,
      passed: 0,
      signal: 0,
      exit: 0,
      unread: 0,
    });
  });

  it("lets nothing get lost", () => {
    const halves = read(name, "trace.strace")
      .split("\n")
      .filter((line) => line.endsWith("<unfinished ...>"));
    expect(log.rows.length + halves.length).toBe(log.lines);
  });

  it.runIf(existsSync(join(here, name, "final.maps")))("ends with the mappings of final.maps", () => {
    const end = log.compareEnd(maps(name, "final.maps"));
    expect(end?.onlyEngine).toEqual([]);
    expect(end?.onlyFile).toEqual([]);
    expect(end?.same).toBeGreaterThan(15);
  });
});

describe("a log without mappings", () => {
  it("is predicted from the first place on that the kernel chose", () => {
    const { counts } = imported(read("realloc-growth", "trace.strace"), null);
    expect(counts).toMatchObject({ agrees: 38, differs: 0, takenOver: 3 });
  });

  it("finds mappings in front of it, and those behind it", () => {
    const all = ["initial.maps", "trace.strace", "final.maps"]
      .map((file) => read("sqlite-mmap", file))
      .join("\n");
    const log = imported(all, null);
    expect(log.counts).toMatchObject({ agrees: 85, differs: 0, unread: 0 });
    expect(log.compareEnd(null)).toMatchObject({ onlyEngine: [], onlyFile: [] });
  });
});

describe("a call of a log", () => {
  const log = imported(read("realloc-growth", "trace.strace"), maps("realloc-growth", "initial.maps"));
  const remaps = [...log.rows.kind.keys()].filter(
    (row) => row < log.rows.length && log.textOf(row).includes("mremap("),
  );

  it("opens in the workbench with the result of the log", () => {
    const details = remaps.map((row) => rowDetail(log, row).call);
    expect(details).toHaveLength(19);
    expect(details.every((call) => call?.scenario?.faithful === true && call.predicted === call.logged)).toBe(
      true,
    );
  });

  it("shows the mappings before and after", () => {
    const call = rowDetail(log, remaps[0] ?? 0).call;
    expect(call?.before.filter(({ same }) => !same).map(({ pages }) => pages)).toEqual([43]);
    expect(call?.after.filter(({ same }) => !same).map(({ pages }) => pages)).toEqual([59, 3]);
  });
});
