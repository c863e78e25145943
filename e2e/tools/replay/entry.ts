/** What the command-line tools need of the app, in one bundle. */
export { replayTrace } from "#formats/mmTraceReplay.ts";
export { kernelNamed } from "#lang/kernelName.ts";
export { recordedCalls, TraceComparison } from "#formats/mmTraceCompare.ts";
