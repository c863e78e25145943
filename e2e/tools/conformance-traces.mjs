/**
 * Replays recordings of real kernels and prints how many calls agree in everything, by version and theme:
 *
 *   node e2e/tools/conformance-traces.mjs [DIR] [--kernel VERSION]… [--theme NAME]… [--program NAME] [--first [N]] [--keys] [--save]
 *
 * DIR has a folder for each version (default: e2e/kernel/recordings). `--first` shows the first difference of each
 * file, at most N of them; `--keys` counts in which keys the first differing call of a file differs; `--save` makes
 * the counts the ones that `recordings.test.ts` asks for.
 */
import { existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadModule } from "./replay/load.mjs";
import { filesBelow, isRecording, readText, stem } from "./replay/recordings.mjs";

/** @typedef {typeof import("./replay/entry.ts")} Entry */

const args = process.argv.slice(2);

/** @param {string} name @returns {string[]} */
function values(name) {
  return args.flatMap((arg, index) => (arg === name ? [args[index + 1] ?? ""] : []));
}

const valued = new Set(["--kernel", "--theme", "--program"]);
const [dir = join(import.meta.dirname, "..", "kernel", "recordings")] = args.filter(
  (arg, index) => !arg.startsWith("--") && !valued.has(args[index - 1] ?? "") && !/^\d+$/.test(arg),
);
if (!existsSync(dir)) {
  console.error(`conformance-traces: there is no folder ${dir}`);
  process.exit(2);
}
const kernels = values("--kernel");
const themes = values("--theme");
const programs = values("--program");
const showFirst = args.includes("--first");
const firstLimit = Number(values("--first")[0]) || Infinity;

const { replayTrace, recordedCalls, TraceComparison } = /** @type {Entry} */ (
  await loadModule("e2e/tools/replay/entry.ts")
);

/** @type {Map<string, Map<string, { agree: number, total: number }>>} */
const table = new Map();
/** @type {Map<string, number>} */
const firstKeys = new Map();
let shown = 0;

/** @param {string} version @param {string} theme */
function cell(version, theme) {
  /** @type {Map<string, { agree: number, total: number }>} */
  const row = table.get(version) ?? new Map();
  table.set(version, row);
  const counts = row.get(theme) ?? { agree: 0, total: 0 };
  row.set(theme, counts);
  return counts;
}

/** @param {string} path */
function compareFile(path) {
  const version = basename(dirname(path));
  const theme = stem(path).replace(/-\d+$/, "");
  if (kernels.length > 0 && !kernels.includes(version)) return;
  if (themes.length > 0 && !themes.includes(theme)) return;
  if (programs.length > 0 && !programs.includes(stem(path))) return;
  const text = readText(path);
  const replay = replayTrace(text);
  if (!replay.ok) {
    console.error(`${path}: ${replay.error}`);
    process.exitCode = 2;
    return;
  }
  const recorded = recordedCalls(text);
  const comparison = new TraceComparison(replay.value.header.json);
  const counts = cell(version, theme);
  counts.total += recorded.length;
  const start = comparison.compareState(replay.value.initial);
  let first = start.length > 0;
  if (first) report(path, "the start", start, null);
  let index = 0;
  try {
    for (const replayed of replay.value.calls) {
      const line = recorded[index];
      index += 1;
      if (line === undefined) break;
      const differences = comparison.compare(line, replayed);
      if (differences.length === 0) counts.agree += 1;
      else if (!first) {
        first = true;
        report(
          path,
          `line ${replayed.lineNumber}: ${String(line["call"])}`,
          differences,
          replayed.notModelled,
        );
      }
    }
  } catch (error) {
    const call = String(recorded[index]?.["call"]);
    shown += 1;
    if (shown <= 20)
      console.log(
        `\n${path}\n  line ${index + 2}: ${call}\n  the engine stopped: ${error instanceof Error ? error.stack : String(error)}`,
      );
    count("stopped");
  }
}

/** @param {string} key */
function count(key) {
  firstKeys.set(key, (firstKeys.get(key) ?? 0) + 1);
}

/**
 * @param {string} path
 * @param {string} where
 * @param {readonly import("#formats/mmTraceCompare.ts").Difference[]} differences
 * @param {string | null} notModelled
 */
function report(path, where, differences, notModelled) {
  count(notModelled ?? differences.map(({ key }) => key).join("+"));
  if (!showFirst || shown >= firstLimit) return;
  shown += 1;
  console.log(`\n${path}\n  ${where}${notModelled === null ? "" : `\n  ${notModelled}`}`);
  if (notModelled !== null) return;
  for (const { key, expected, got } of differences) {
    for (const entry of expected.slice(0, 8)) console.log(`  ${key} Linux   ${entry}`);
    for (const entry of got.slice(0, 8)) console.log(`  ${key} engine  ${entry}`);
    if (expected.length + got.length === 0) console.log(`  ${key} differs in order`);
  }
}

const started = Date.now();
for (const path of filesBelow(dir, isRecording)) compareFile(path);

/** @param {number} agree @param {number} total */
const percent = (agree, total) => (total === 0 ? "-" : `${((100 * agree) / total).toFixed(2)} %`);
const allThemes = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))].toSorted();
const rows = [["version", ...allThemes, "all"]];
let [agreeing, calls] = [0, 0];
for (const [version, row] of table) {
  const cells = allThemes.map((theme) => row.get(theme) ?? { agree: 0, total: 0 });
  const agree = cells.reduce((sum, one) => sum + one.agree, 0);
  const total = cells.reduce((sum, one) => sum + one.total, 0);
  agreeing += agree;
  calls += total;
  rows.push([version, ...cells.map((one) => `${one.agree}/${one.total}`), percent(agree, total)]);
}
if (args.includes("--save")) {
  /** @type {Record<string, Record<string, string>>} */
  const saved = {};
  for (const [version, row] of table) {
    saved[version] = {};
    for (const [theme, { agree, total }] of row) saved[version][theme] = `${agree}/${total}`;
  }
  const path = join(import.meta.dirname, "..", "kernel", "agreement.json");
  writeFileSync(path, `${JSON.stringify(saved, null, 2)}\n`);
}

const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
console.log();
for (const row of rows) console.log(row.map((text, column) => text.padStart(widths[column] ?? 0)).join("  "));
if (args.includes("--keys")) {
  console.log("\nfirst differences by key:");
  for (const [key, times] of [...firstKeys].toSorted((a, b) => b[1] - a[1]))
    console.log(`${times.toString().padStart(5)}  ${key}`);
}
console.log(
  `\n${agreeing} of ${calls} calls agree (${percent(agreeing, calls)}), ${Date.now() - started} ms`,
);
