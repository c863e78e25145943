// Starts e2e/kernel/recordScenarios.ts: Node 20 runs no TypeScript by itself.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "./replay/load.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { recordScenarios } = /** @type {typeof import("../kernel/recordScenarios.ts")} */ (
  await loadModule("e2e/kernel/recordScenarios.ts")
);
process.exitCode = await recordScenarios(root, process.argv.slice(2));
