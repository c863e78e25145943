// Starts e2e/bench/run.ts: Node 20 runs no TypeScript by itself. With --keep the ratios become those kept in kept.json.
import { fileURLToPath } from "node:url";
import { loadModule } from "./replay/load.mjs";

const bench = /** @type {typeof import("../bench/run.ts")} */ (await loadModule("e2e/bench/run.ts"));
const root = fileURLToPath(new URL("../..", import.meta.url));
await bench.runBench(root, process.argv.includes("--keep"));

const frames = /** @type {typeof import("../bench/frames.ts")} */ (await loadModule("e2e/bench/frames.ts"));
try {
  await frames.printFrames(root);
} catch (error) {
  console.log(`frame times: not measured (${String(error).split("\n")[0]})`);
}

const waits = /** @type {typeof import("../bench/interaction.ts")} */ (
  await loadModule("e2e/bench/interaction.ts")
);
try {
  await waits.printInteraction(root);
} catch (error) {
  console.log(`interaction: not measured (${String(error).split("\n")[0]})`);
}

const opening = /** @type {typeof import("../bench/opening.ts")} */ (
  await loadModule("e2e/bench/opening.ts")
);
try {
  await opening.printOpening(root);
} catch (error) {
  console.log(`opening scenarios: not measured (${String(error).split("\n")[0]})`);
}

const imports = /** @type {typeof import("../bench/importPage.ts")} */ (
  await loadModule("e2e/bench/importPage.ts")
);
try {
  await imports.printImports(root);
} catch (error) {
  console.log(`a log in the page: not measured (${String(error).split("\n")[0]})`);
}

const visit = /** @type {typeof import("../bench/coldLoad.ts")} */ (
  await loadModule("e2e/bench/coldLoad.ts")
);
try {
  for (const line of await visit.coldLoadRows(root)) console.log(line);
} catch (error) {
  console.log(`first visit on a slow phone: not measured (${String(error).split("\n")[0]})`);
}
