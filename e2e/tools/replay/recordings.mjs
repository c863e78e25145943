/** Finding and reading recordings. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The text of a file, unpacked if it is compressed. @param {string} path */
export function readText(path) {
  const bytes = readFileSync(path);
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (packed ? gunzipSync(bytes) : bytes).toString("utf8");
}

/**
 * Files below a path whose names pass, in order of their names; a file is given as it is.
 * @param {string} path
 * @param {(name: string) => boolean} wanted
 * @returns {string[]}
 */
export function filesBelow(path, wanted) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return filesBelow(inner, wanted);
      return wanted(entry.name) ? [inner] : [];
    });
}

/** @param {string} name */
export const isRecording = (name) => /\.jsonl(\.gz)?$/.test(name);

/** A file's name without folders and endings. @param {string} path */
export const stem = (path) =>
  basename(path)
    .replace(/\.gz$/, "")
    .replace(/\.(jsonl|strace|log|txt|mm)$/, "");
