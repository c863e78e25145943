import type { Notice } from "./types.ts";

/** Said when the file of a scenario does not come. */
export const missingScenario = (title: string): Notice => ({
  id: "missing-scenario",
  severity: "error",
  text: `“${title}” could not be fetched. Is the network there? Choose it again then, or load the page anew.`,
});

/** Said when an id names nothing that this version has. */
export const unknownScenario = (id: string): Notice => ({
  id: "unknown-scenario",
  severity: "warning",
  text: `There is no scenario called “${id}”. It may come with a newer version of the explorer.`,
});
