// Runs engine.ts: Node 20 runs no TypeScript by itself. An argument names the kernel: node e2e/examples/run.mjs 5.10
import { loadModule } from "../tools/replay/load.mjs";

const { engineExample } = /** @type {typeof import("./engine.ts")} */ (
  await loadModule("e2e/examples/engine.ts")
);
for (const line of engineExample(process.argv[2] ?? "6.18")) console.log(line);
