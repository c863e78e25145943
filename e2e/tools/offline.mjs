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
  let template = "public/sw.js";
  return {
    name: "offline",
    apply: (_, { command, isSsrBuild }) => command === "build" && isSsrBuild !== true,
    configResolved(config) {
      folder = config.build.outDir;
      template = join(config.publicDir, "sw.js");
    },
    closeBundle() {
      const paths = filesBelow(folder).sort();
      const name = (/** @type {string} */ path) => relative(folder, path).split(sep).join("/");
      const hash = createHash("sha256");
      // The worker itself is read where it was written: here it may be filled already.
      const source = readFileSync(template, "utf8");
      for (const path of paths) {
        hash.update(name(path)).update(name(path) === "sw.js" ? source : readFileSync(path));
      }
      const files = paths.map(name).filter((file) => !NOT_KEPT.test(file));
      const build = { version: hash.digest("hex").slice(0, 12), files: files.map((file) => `./${file}`) };
      if (!source.includes(SLOT)) throw new Error("public/sw.js has lost the place for the list of files");
      writeFileSync(join(folder, "sw.js"), source.replace(SLOT, `const BUILD = ${JSON.stringify(build)};`));
    },
  };
}
