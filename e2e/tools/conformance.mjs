// Starts e2e/kernel/runConformance.ts: Node 20 runs no TypeScript by itself.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @type {{ module: typeof import("../kernel/runConformance.ts") }} */
const { module } = await runnerImport(join(root, "e2e/kernel/runConformance.ts"), {
  root,
  logLevel: "error",
});
process.exitCode = await module.runConformance(root, process.argv.slice(2));
