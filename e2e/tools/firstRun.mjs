/**
 * Puts the run of the first scenario into app/store/firstRun.ts when the page is built, served or tested. The engine
 * itself makes it, so that it cannot be older than the engine beside it.
 */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PLACE = `${ROOT}app/store/firstRun.ts`;
const MAKER = `${ROOT}app/store/packFirstRun.ts`;

/** @returns {import("vite").Plugin} */
export function firstRun() {
  return {
    name: "first-run",
    enforce: "pre",
    async load(id) {
      if (id !== PLACE) return undefined;
      /** @type {{ module: { packFirstRun: () => unknown }, dependencies: string[] }} */
      const { module, dependencies } = await runnerImport(MAKER, {
        root: ROOT,
        configFile: false,
        logLevel: "error",
      });
      // While developing, the run is made anew when a file of the engine changes.
      for (const file of [MAKER, ...dependencies]) this.addWatchFile(file);
      return `export const packed = ${JSON.stringify(module.packFirstRun())};`;
    },
  };
}
