/**
 * Prints what a visitor downloads, gzipped, fonts aside, and fails over a limit. Two figures: what the entry loads
 * with its static imports (the frame of the page), and all that has come when the first scenario stands on the
 * stage, which the entry asks for with import().
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** What the first figure may be, and what the second is to come down to. */
const AIM_KIB = 130;
/** What the second may be today; lowered whenever it has become less. */
const FIRST_SCENARIO_KIB = 230;

/** The file that the store asks for with import() for a new reader; what main.tsx asks for is read from the manifest. */
const FIRST_SCENARIO = "javaHeap";

const DIST = new URL("../../dist/", import.meta.url);

/** @typedef {{ file: string, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }} Chunk */

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

/**
 * The files of these chunks and of all that they import statically.
 * @param {string[]} keys
 * @returns {Set<string>}
 */
function filesOf(keys) {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} key */
  const follow = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the manifest has no ${key}: did the start of the page change?`);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) follow(next);
  };
  for (const key of keys) follow(key);
  return files;
}

/** @param {string} file */
const kibOf = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1024;

/** @param {Iterable<string>} files */
function list(files) {
  let total = 0;
  for (const file of files) {
    const kib = kibOf(file);
    total += kib;
    console.log(`  ${kib.toFixed(1).padStart(7)} KiB  ${file}`);
  }
  return total;
}

/**
 * @param {string} what
 * @param {number} kib
 * @param {number} limit
 * @param {string} more
 */
function judge(what, kib, limit, more = "") {
  const over = kib > limit;
  console.log(
    `${what}: ${kib.toFixed(1)} KiB gzipped, ${over ? "OVER" : "within"} the limit of ${limit} KiB${more}`,
  );
  if (over) process.exitCode = 1;
}

const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
if (entries.length === 0) throw new Error("the manifest has no entry: was the page built?");

const first = filesOf(entries);
const scenario = Object.keys(manifest).filter((key) => manifest[key]?.name === FIRST_SCENARIO);
if (scenario.length !== 1) throw new Error(`${FIRST_SCENARIO} is not a file of its own`);
const asked = entries.flatMap((key) => manifest[key]?.dynamicImports ?? []);
const upToScenario = filesOf([...entries, ...asked, ...scenario]);
const html = list(["index.html"]);
const entryKib = html + list(first);
judge("the entry and what it imports", entryKib, AIM_KIB);
const allKib = entryKib + list([...upToScenario].filter((file) => !first.has(file)));
judge("until the first scenario stands", allKib, FIRST_SCENARIO_KIB, ` (aim: ${AIM_KIB} KiB)`);
