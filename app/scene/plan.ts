import type { Step } from "#timeline/timeline.ts";
import type { Layout } from "./layout.ts";
import type { Picture, Scene } from "./picture.ts";
import type { Timing } from "./timing.ts";
import type { Sentence } from "./words.ts";

export interface FrameOptions {
  readonly reducedMotion: boolean;
}

/** How one call is shown: its stages and the scenes between them. Pure: the same t always gives the same picture. */
export interface Plan extends Timing {
  readonly step: Step;
  readonly layout: Layout;
  readonly sentences: readonly Sentence[];
  /** The scene before stage i; i = number of stages gives the scene after the call. */
  readonly sceneAt: (index: number) => Scene;
}
/** `names`: variables before the call; `previous` null for the first call. */
export declare const planStep: (step: Step, layout: Layout, names: ReadonlyMap<string, bigint>) => Plan;
export declare const frameAt: (plan: Plan, t: number, options?: FrameOptions) => Picture;
export declare const sentenceAt: (plan: Plan, t: number) => Sentence;
