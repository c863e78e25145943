/**
 * Installs the npm packages when they are missing or older than the lockfile. Nothing in this file, nor
 * in what it imports, may need a package: it runs on a machine that has only Node and npm.
 */
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} file */
function changedAt(file) {
  return statSync(new URL(`../../${file}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Runs npm as it was run by whoever called us, where that is known.
 * @param {string[]} args
 * @param {import("./run.mjs").Options} [options]
 */
export function npm(args, options) {
  const npmScript = process.env["npm_execpath"];
  return npmScript?.endsWith(".js")
    ? run(process.execPath, [npmScript, ...args], options)
    : run("npm", args, options);
}

/** @returns {Promise<boolean>} whether the packages are there now */
export async function ensurePackages() {
  process.chdir(ROOT);
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
    console.error(
      `Node ${process.versions.node} is not supported: please use 20.19 or later, or 22.12 or later.`,
    );
    return false;
  }
  // npm writes this file last, so an interrupted install is seen as none.
  if (changedAt("node_modules/.package-lock.json") >= changedAt("package-lock.json")) return true;
  console.log("installing the npm packages …");
  // --include: the tools are needed even where NODE_ENV says "production".
  const { ok, why } = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (!ok) console.error(`npm ci failed: ${why}`);
  return ok;
}
