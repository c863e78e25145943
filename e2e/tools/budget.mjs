/**
 * Prints what a first visitor downloads before the page works, gzipped: the entry, its static imports
 * and their styles; fonts aside. Fails over the budget.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KIB = 130;
const DIST = new URL("../../dist/", import.meta.url);

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], css?: string[] }} Chunk */

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

/** @type {Set<string>} */
const files = new Set();
/** @type {Set<string>} */
const seen = new Set();

/** @param {string} key */
function follow(key) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return;
  seen.add(key);
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) follow(next);
}

for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) follow(key);
if (files.size === 0) throw new Error("the manifest has no entry: was the page built?");

let total = 0;
for (const file of files) {
  const bytes = gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length;
  total += bytes;
  console.log(`  ${(bytes / 1024).toFixed(1).padStart(7)} KiB  ${file}`);
}
const kib = total / 1024;
const verdict = kib > BUDGET_KIB ? "OVER" : "within";
console.log(`first load ${kib.toFixed(1)} KiB gzipped, ${verdict} the budget of ${BUDGET_KIB} KiB`);
if (kib > BUDGET_KIB) process.exitCode = 1;
