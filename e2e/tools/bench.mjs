// Starts e2e/bench/run.ts: Node 20 runs no TypeScript by itself.
import { fileURLToPath } from "node:url";
import { loadModule } from "./replay/load.mjs";

const bench = /** @type {typeof import("../bench/run.ts")} */ (await loadModule("e2e/bench/run.ts"));
bench.runBench(fileURLToPath(new URL("../..", import.meta.url)));
