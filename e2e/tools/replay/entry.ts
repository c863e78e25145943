/** What the command-line tools need of the app, in one bundle. */
export { inputKind } from "#formats/inputKind.ts";
export { recordedCalls, TraceComparison } from "#formats/mmTraceCompare.ts";
export { replayTrace } from "#formats/mmTraceReplay.ts";
export { accountOf, unmodelled } from "#formats/mmTraceWrite.ts";
export { parseMaps } from "#formats/procMaps.ts";
export { replayLog } from "#formats/straceReplay.ts";
export { kernelNamed } from "#lang/kernelName.ts";
export { parseScenario } from "#lang/scenario.ts";
export { runProgram } from "#timeline/runProgram.ts";
