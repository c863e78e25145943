import { programIdentity } from "#lang/programIdentity.ts";
import { parseScenario } from "#lang/scenario.ts";
import evidence from "#scenarios/evidence.json";
import type { Evidence, RecordedOn } from "#scenarios/evidence.ts";

/** The real kernels on which this very program was recorded and agrees, newest first. */
export function recordedOn(
  text: string,
  { recordings, programs }: Evidence = evidence,
): readonly RecordedOn[] {
  const indices = programs[programIdentity(parseScenario(text).program)] ?? [];
  return indices
    .flatMap((index) => recordings[index] ?? [])
    .toSorted((a, b) => b.upstream.localeCompare(a.upstream, "en", { numeric: true }));
}
