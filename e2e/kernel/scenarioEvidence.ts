import type { Mm } from "#engine/machine.ts";
import { printResult } from "#lang/printCall.ts";
import { programIdentity } from "#lang/programIdentity.ts";
import { parseScenario } from "#lang/scenario.ts";
import type { Evidence } from "#scenarios/evidence.ts";
import type { ScenarioRecording } from "./scenarioBundle.ts";
import { compareRun } from "./scenarioReplay.ts";
import { runAsRecorded, runAsShown, type ProgramRun, type Visible } from "./scenarioRun.ts";
import { profileOf, unameOf, upstreamRelease } from "./upstream.ts";

/** Below are the addresses that programs write down, above those that the kernel chooses. */
const CHOSEN_FROM = 0x7f00_0000_0000;
/** Above the process's own text and heap. */
const OWN_END = 0x1000_0000;

function resultText({ call, result, resumed }: Visible): string {
  const texts = [{ call, result }, ...resumed].map((one) => {
    const chosen = one.result.kind === "ok" && one.result.value >= CHOSEN_FROM;
    return chosen ? "an address" : printResult(one.call.name, one.result);
  });
  return texts.join(" ");
}

/** The mappings that the program itself has placed, without what only the machine decides. */
const mappingsOf = (mm: Mm): string =>
  [...mm.vmas.entries(OWN_END, CHOSEN_FROM)].map(({ start, end }) => `${start}-${end}`).join(" ");

const pictureOf = ({ calls }: ProgramRun): string =>
  calls
    .map((one) => [resultText(one), ...[...one.machine.mms.values()].map(mappingsOf)].join("; "))
    .join("\n");

/** What a recording is worth. */
export interface Judgement {
  /** Calls on which engine and kernel agree in everything, and all of them. */
  readonly agree: number;
  readonly total: number;
  /** The first thing that differs; null if nothing does. */
  readonly difference: string | null;
  /**
   * Whether it bears what the page shows: nothing differs, and the run on the page's own machine comes to the same
   * results and mappings as on the machine that was recorded.
   */
  readonly bears: boolean;
}

export function judge({
  source,
  header,
  lines,
}: Pick<ScenarioRecording, "source" | "header" | "lines">): Judgement {
  const { program } = parseScenario(source);
  const profile = profileOf(header);
  const run = runAsRecorded(program, header, profile);
  const compared = compareRun(run, lines);
  const same = () => pictureOf(run) === pictureOf(runAsShown(program, profile));
  return { ...compared, bears: compared.difference === null && same() };
}

/** What the page is told of recordings, by kernel and program. */
export function evidenceOf(
  judged: readonly { readonly recording: ScenarioRecording; readonly judgement: Judgement }[],
): Evidence {
  const kernels: Evidence["recordings"][number][] = [];
  const programs: Record<string, number[]> = {};
  for (const { recording, judgement } of judged) {
    const { header, recorded } = recording;
    if (!judgement.bears) continue;
    const { release, version } = unameOf(header);
    const upstream = upstreamRelease({ release, version });
    let index = kernels.findIndex((one) => one.upstream === upstream && one.recorded === recorded);
    if (index < 0) index = kernels.push({ kernel: profileOf(header).id, upstream, release, recorded }) - 1;
    (programs[programIdentity(parseScenario(recording.source).program)] ??= []).push(index);
  }
  return { recordings: kernels, programs };
}
