/** Node 20 runs no TypeScript: bundles a module of the app for Node and imports the bundle. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/**
 * @param {string} entry path of the module from the root of the repository
 * @returns {Promise<unknown>} what it exports
 */
export async function loadModule(entry) {
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, "bundle-"));
  try {
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      build: {
        ssr: join(root, entry),
        outDir,
        minify: false,
        target: "node20",
        rolldownOptions: { output: { entryFileNames: "bundle.mjs" } },
      },
    });
    return await import(pathToFileURL(join(outDir, "bundle.mjs")).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
