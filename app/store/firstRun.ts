import type { Packed } from "#base/unpackGraph.ts";

/**
 * The run of the first scenario, packed. It is made by the engine when the page is built or served
 * (e2e/tools/firstRun.mjs puts it here); where nothing does that, there is none.
 */
export const packed: Packed | null = null;
