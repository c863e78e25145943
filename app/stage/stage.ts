import type { Identity } from "#scene/identity.ts";
import type { Layout } from "#scene/layout.ts";
import type { AnyMark } from "#scene/marks.ts";
import type { Picture } from "#scene/picture.ts";

export interface StageCallbacks {
  readonly onHover: (identity: Identity | null) => void;
  readonly onSelect: (mark: AnyMark | null) => void;
}
export interface StageInput {
  readonly picture: Picture;
  readonly layout: Layout;
  readonly selected: Identity | null;
  readonly hovered: Identity | null;
  readonly reducedMotion: boolean;
}
export interface Stage {
  update(input: StageInput): void;
  destroy(): void;
}
/** `host`: an empty element; the stage makes its own SVG in it and owns everything under it. Import "#stage/stage.css" once. */
export declare const createStage: (host: HTMLElement, callbacks: StageCallbacks) => Stage;
