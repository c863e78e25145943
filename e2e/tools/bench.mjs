// Starts e2e/bench/run.ts: Node 20 runs no TypeScript by itself.
import { fileURLToPath } from "node:url";
import { loadModule } from "./replay/load.mjs";

/** @type {typeof import("../bench/run.ts")} */
const { runBench } = await loadModule("e2e/bench/run.ts");
runBench(fileURLToPath(new URL("../..", import.meta.url)));
