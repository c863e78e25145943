import { ADVICE_BEHAVIOURS } from "#engine/adviceBehaviours.ts";
import type { Behaviour, Span } from "#engine/behaviour.ts";
import { BEHAVIOURS, type BehaviourName } from "#engine/kernelBehaviours.ts";
import { PAGE_BEHAVIOURS } from "#engine/pageBehaviours.ts";
import { compareReleases, parseRelease } from "#engine/releases.ts";
import { UFFD_BEHAVIOURS } from "#engine/uffdBehaviours.ts";
import { parseScenario } from "#lang/scenario.ts";
import { scenariosById } from "#scenarios/library.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { type Contrast, type Sides, contrastOf, sidesOf } from "./contrast.ts";
import type { Play } from "./play.ts";
import { PLAYS } from "./plays.ts";

export type Topic = "dontunmap" | "mremap" | "mappings" | "userfaultfd" | "advice" | "pages";

/** A row of “what changed when”. */
export interface Change {
  readonly name: BehaviourName;
  readonly behaviour: Behaviour;
  readonly topic: Topic;
  /** A mistake of the kernel, with its repair. */
  readonly bug: boolean;
  readonly play: Play | null;
  readonly sides: Sides | null;
}

const topicOf = (name: BehaviourName, { what }: Behaviour): Topic => {
  if (name in UFFD_BEHAVIOURS) return "userfaultfd";
  if (name in ADVICE_BEHAVIOURS) return "advice";
  if (name in PAGE_BEHAVIOURS) return "pages";
  if (name.startsWith("dontunmap")) return "dontunmap";
  return what.includes("mremap") || what.includes("MREMAP") ? "mremap" : "mappings";
};

const releaseOf = (text: string) => parseRelease(text) ?? ([0, 0, 0] as const);

const changeOf = (name: BehaviourName): Change => {
  const behaviour: Behaviour = BEHAVIOURS[name];
  const play = PLAYS[name] ?? null;
  return {
    name,
    behaviour,
    topic: topicOf(name, behaviour),
    bug: behaviour.sentence.startsWith("A bug"),
    play,
    sides: sidesOf(name, behaviour, play?.atEnd),
  };
};

/** Newest first. */
export const CHANGES: readonly Change[] = (Object.keys(BEHAVIOURS) as BehaviourName[])
  .map(changeOf)
  .toSorted((a, b) => compareReleases(releaseOf(b.behaviour.since), releaseOf(a.behaviour.since)));

const spanText = ([from, until]: Span): string =>
  until === null ? `since ${from}` : `from ${from} until ${until}`;

/** "since 6.13; from 6.12.94 until 6.13": the releases that behave so; `until` names the first that does not. */
export const spansText = ({ spans }: Behaviour): string => spans.map(spanText).join("; ");

/** The program of a play. */
export const programOf = (play: Play): string =>
  "program" in play ? play.program : (scenariosById.get(play.scenario)?.program ?? "");

/** The change as the engine shows it; null where it cannot be played. */
export const playChange = ({ play, sides }: Change): Contrast | null => {
  if (play === null || sides === null) return null;
  const { program } = parseScenario(programOf(play));
  const run = (kernel: string) => runProgram(program, { kernel });
  return contrastOf(run(sides.before.id), run(sides.after.id), play.call);
};
