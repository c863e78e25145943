import type { Cursor, Timeline } from "#timeline/timeline.ts";
import type { Layout } from "./layout.ts";
import type { FrameOptions, Plan } from "./plan.ts";
import type { Picture } from "./picture.ts";
import type { Sentence } from "./words.ts";

/** The plan of call `index` (0-based); null past the end. Remembers the last plans of a layout. */
export declare const planAt: (timeline: Timeline, layout: Layout, index: number) => Plan | null;
/** What the stage shows at the cursor. */
export declare const pictureAt: (timeline: Timeline, layout: Layout, cursor: Cursor, options?: FrameOptions) => Picture;
/** The sentence under the stage at the cursor. */
export declare const sentenceAtCursor: (timeline: Timeline, layout: Layout, cursor: Cursor) => Sentence;
