import type { Step } from "#timeline/timeline.ts";
import { ease, scenesBetween } from "./between.ts";
import type { Layout } from "./places.ts";
import { splitBlock } from "./forking.ts";
import { overlayOf, touchedBy } from "./overlay.ts";
import { pictureOf, type Overlay, type Picture, type Scene } from "./picture.ts";
import { remembering } from "./remembering.ts";
import { machineBefore, namesDuring, scenesOf } from "./stageScenes.ts";
import { stageSentence } from "./stageWords.ts";
import { stepSentence } from "./stepWords.ts";
import { progressIn, stageIndexAt, timingOf, type StageTime, type Timing } from "./timing.ts";
import { blockAt, fadedBlockAt, journeyOf, phasesAt, trailOf, type Journey, type Move } from "./travel.ts";
import type { Sentence } from "./words.ts";

export interface FrameOptions {
  /** Nothing travels: what moves fades out here and in there, with numbered ends. */
  readonly reducedMotion: boolean;
}

/** How one call is shown: its stages and the scenes between them. Pure: the same t always gives the same picture. */
export interface Plan extends Timing {
  readonly step: Step;
  readonly layout: Layout;
  /** The sentence of stage i; worked out when asked for. */
  readonly sentenceOf: (index: number) => Sentence;
  /** The scene before stage i; i = number of stages gives the scene after the call. */
  readonly sceneAt: (index: number) => Scene;
  /** The entries that travel in stage i; null where none do. */
  readonly journeyAt: (index: number) => Journey | null;
  /** What lies over the scene during stage i. */
  readonly overlayAt: (index: number) => Overlay;
}

/** Ids of the mappings that the events of a stage make, cut, join or change. */
const vmasNamed = (step: Step, stage: StageTime | undefined): ReadonlySet<number> => {
  const ids = new Set<number>();
  for (const event of step.events.slice(stage?.from ?? 0, stage?.to ?? 0)) {
    if (event.kind === "vmaSplit") ids.add(event.low.id).add(event.high.id);
    else if (event.kind === "vmaMerged") ids.add(event.into.id);
    else if (event.kind === "vmaChanged") ids.add(event.after.id);
  }
  return ids;
};

const movesOf = (step: Step, stage: StageTime): readonly Move[] =>
  step.events
    .slice(stage.from, stage.to)
    .flatMap((event) =>
      event.kind === "ptesMoved" ? [{ from: event.from, to: event.to, pages: event.pages }] : [],
    );

/** Prepares the showing of a call. `names`: the variables before it. */
export const planStep = (step: Step, layout: Layout, names: ReadonlyMap<string, bigint>): Plan => {
  const timing = timingOf(step);
  const { stages } = timing;
  const sceneAt = scenesOf(step, stages, layout, names);
  const journeyAt = remembering((index) => {
    const stage = stages[index];
    if (stage?.kind !== "move") return null;
    return journeyOf(sceneAt(index), sceneAt(index + 1), layout, movesOf(step, stage));
  });
  const sentenceOf = remembering((index): Sentence => {
    const stage = stages[index];
    if (stage === undefined || stage.kind === "result") return stepSentence(step, layout.mm, step.names);
    const known = namesDuring(step, names, stage.to);
    const before = machineBefore(step, stage);
    return stageSentence(stage, { step, mm: layout.mm, names: known, before });
  });
  const touched = remembering(() => touchedBy(stages.map((_, i) => [sceneAt(i), sceneAt(i + 1)] as const)));
  const overlayAt = remembering((index) => {
    const kind = stages[index]?.kind ?? "result";
    const pair = { before: sceneAt(index), after: sceneAt(index + 1) };
    return overlayOf({
      step,
      layout,
      kind,
      ...pair,
      touched: touched(0),
      named: vmasNamed(step, stages[index]),
    });
  });
  return { ...timing, step, layout, sentenceOf, sceneAt, journeyAt, overlayAt };
};

const FULL_MOTION: FrameOptions = { reducedMotion: false };

const travelling = (
  plan: Plan,
  index: number,
  journey: Journey,
  u: number,
  options: FrameOptions,
): Picture => {
  const { layout } = plan;
  const block = options.reducedMotion ? fadedBlockAt(journey, layout, u) : blockAt(journey, layout, u);
  const { lift, drop } = phasesAt(u);
  const trail = { ...trailOf(journey, options.reducedMotion), opacity: Math.min(lift, 1 - drop) };
  const overlay = plan.overlayAt(index);
  return { ...journey.scene, overlay: { ...overlay, block, trail: trail.opacity > 0 ? trail : null } };
};

/** The picture at t in [0, 1]. At 0 it is the scene before the call, at 1 the scene after, exactly. */
export const frameAt = (plan: Plan, t: number, options: FrameOptions = FULL_MOTION): Picture => {
  if (t <= 0) return pictureOf(plan.sceneAt(0));
  if (t >= 1) return pictureOf(plan.sceneAt(plan.stages.length));
  const index = stageIndexAt(plan, t);
  const stage = plan.stages[index];
  if (stage === undefined) return pictureOf(plan.sceneAt(0));
  const u = progressIn(stage, t);
  const journey = plan.journeyAt(index);
  if (journey !== null && u > 0) return travelling(plan, index, journey, u, options);
  const scene = scenesBetween(plan.sceneAt(index), plan.sceneAt(index + 1), ease(u), cuts(plan, stage));
  const overlay = plan.overlayAt(index);
  if (stage.kind !== "split" || options.reducedMotion) return { ...scene, overlay };
  return {
    ...scene,
    overlay: { ...overlay, block: splitBlock(plan.step, plan.sceneAt(index), plan.layout, u) },
  };
};

/** Splits and merges happen at once; only edges glide. */
const cuts = (plan: Plan, stage: StageTime): boolean =>
  plan.step.events
    .slice(stage.from, stage.to)
    .some((event) => event.kind === "vmaSplit" || event.kind === "vmaMerged");

/** The sentence under the stage at t. */
export const sentenceAt = (plan: Plan, t: number): Sentence => {
  const index = t >= 1 ? plan.stages.length : stageIndexAt(plan, t);
  const sentence = plan.sentenceOf(index);
  return sentence.length > 0 ? sentence : plan.sentenceOf(plan.stages.length);
};
