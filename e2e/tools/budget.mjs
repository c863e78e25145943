/**
 * Prints what a visitor downloads, gzipped, fonts aside, and fails over the limit. Two figures: the first load, with
 * which the first scenario stands on the stage with its question and can be played, stepped, scrubbed and answered;
 * and all that then arrives by itself, while the reader looks at it.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** What the first load may weigh. */
const FIRST_LOAD_KIB = 130;

/** Name of a file that arrives by itself though not the entry asks for it: the address bar's link is written with it. */
const LINKS = "codec";

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

const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
if (entries.length === 0) throw new Error("the manifest has no entry: was the page built?");

const first = new Set(["index.html", ...filesOf(entries)]);
const links = Object.keys(manifest).filter((key) => manifest[key]?.name === LINKS);
if (links.length !== 1) throw new Error(`${LINKS} is not a file of its own`);
const later = filesOf([...entries.flatMap((key) => manifest[key]?.dynamicImports ?? []), ...links]);

const firstKib = list(first);
const over = firstKib > FIRST_LOAD_KIB;
const verdict = `${over ? "OVER" : "within"} the limit of ${FIRST_LOAD_KIB} KiB`;
console.log(`first load: ${firstKib.toFixed(1)} KiB gzipped, ${verdict}`);
if (over) process.exitCode = 1;

const laterKib = list([...later].filter((file) => !first.has(file)));
console.log(`all that arrives by itself afterwards: ${laterKib.toFixed(1)} KiB gzipped`);
