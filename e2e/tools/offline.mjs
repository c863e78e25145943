/**
 * Fills public/sw.js with what the build made: the list of files, and a version that is a hash of their contents.
 * The same sources give the same version.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const SLOT = 'const BUILD = { version: "development", files: [] };';
/** What the page itself never asks for. */
const NOT_KEPT = /^(index\.html|sw\.js|\.vite\/.*|.*\.map)$/;

/**
 * @param {string} folder
 * @returns {string[]}
 */
const filesBelow = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** @returns {import("vite").Plugin} */
export function offline() {
  let folder = "dist";
  return {
    name: "offline",
    apply: (_, { command, isSsrBuild }) => command === "build" && isSsrBuild !== true,
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      const worker = join(folder, "sw.js");
      const paths = filesBelow(folder).sort();
      const name = (/** @type {string} */ path) => relative(folder, path).split(sep).join("/");
      const hash = createHash("sha256");
      for (const path of paths) hash.update(name(path)).update(readFileSync(path));
      const files = paths.map(name).filter((file) => !NOT_KEPT.test(file));
      const build = { version: hash.digest("hex").slice(0, 12), files: files.map((file) => `./${file}`) };
      const source = readFileSync(worker, "utf8");
      if (!source.includes(SLOT)) throw new Error("public/sw.js has lost the place for the list of files");
      writeFileSync(worker, source.replace(SLOT, `const BUILD = ${JSON.stringify(build)};`));
    },
  };
}
