/** What the command-line tools need of the app, in one bundle. */
export { kernelNamed, replayTrace } from "#formats/mmTraceReplay.ts";
export { recordedCalls, TraceComparison } from "#formats/mmTraceCompare.ts";
