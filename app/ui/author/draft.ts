import { createStore } from "zustand/vanilla";
import { useStore } from "zustand";
import {
  type Walkthrough,
  type WalkthroughStep,
  readWalkthrough,
  writeWalkthrough,
} from "#link/walkthrough.ts";
import { safeStorage } from "#store/persist/storage.ts";

const KEY = "walkthrough";
/** How long changes gather before they are written, in milliseconds. */
const SAVE_AFTER = 300;

export interface Draft {
  readonly walk: Walkthrough;
  /** Index of the step that is edited. */
  readonly at: number;
  /** Whether the browser keeps it. */
  readonly kept: boolean;
}

export const EMPTY_STEP: WalkthroughStep = {
  title: "",
  text: "",
  kernel: "6.18",
  program: "",
  question: null,
};

export const EMPTY: Walkthrough = { title: "", about: "", steps: [EMPTY_STEP] };

const storage = safeStorage(() => window.localStorage);

const stored = (): Walkthrough => {
  const text = storage.read(KEY);
  const read = typeof text === "string" ? readWalkthrough(text) : null;
  return read?.ok === true ? read.value : EMPTY;
};

/** The one walkthrough that is being made; it outlives the page that shows it. */
const draft = createStore<Draft>(() => ({ walk: stored(), at: 0, kept: true }));

let planned = 0;
const save = (): void => {
  planned = 0;
  const kept = storage.write(KEY, writeWalkthrough(draft.getState().walk, 0));
  if (kept !== draft.getState().kept) draft.setState({ kept });
};
draft.subscribe((now, before) => {
  if (now.walk === before.walk || planned !== 0) return;
  planned = window.setTimeout(save, SAVE_AFTER);
});
// What another tab has written is what is edited here too: nobody writes over what is not seen.
window.addEventListener("storage", ({ key }) => {
  if (key?.endsWith(`.${KEY}`) !== true || planned !== 0) return;
  const walk = stored();
  draft.setState(({ at }) => ({ walk, at: Math.min(at, walk.steps.length - 1), kept: true }));
  clearTimeout(planned);
  planned = 0;
});
window.addEventListener("pagehide", () => {
  if (planned !== 0) save();
});

export const useDraft = (): Draft => useStore(draft);

const change = (walk: Partial<Walkthrough>, at = draft.getState().at): void =>
  draft.setState((state) => ({ walk: { ...state.walk, ...walk }, at }));

export const setWhole = (walk: Partial<Pick<Walkthrough, "title" | "about">>): void => change(walk);

export const chooseStep = (at: number): void => draft.setState({ at });

export const changeStep = (part: Partial<WalkthroughStep>): void => {
  const { walk, at } = draft.getState();
  change({ steps: walk.steps.map((step, index) => (index === at ? { ...step, ...part } : step)) });
};

/** Puts a step behind the one that is edited, and goes there. An empty first step gives way. */
export const addStep = (step: WalkthroughStep): void => {
  const { walk, at } = draft.getState();
  const [only] = walk.steps;
  if (walk.steps.length === 1 && only !== undefined && isEmpty(only)) change({ steps: [step] }, 0);
  else change({ steps: walk.steps.toSpliced(at + 1, 0, step) }, at + 1);
};

const isEmpty = ({ title, text, program }: WalkthroughStep): boolean => `${title}${text}${program}` === "";

/** The last step stays, emptied. */
export const removeStep = (): void => {
  const { walk, at } = draft.getState();
  const steps = walk.steps.toSpliced(at, 1);
  change({ steps: steps.length === 0 ? [EMPTY_STEP] : steps }, Math.max(0, Math.min(at, steps.length - 1)));
};

/** Exchanges the edited step with its neighbour, and stays with it. */
export const moveStep = (by: 1 | -1): void => {
  const { walk, at } = draft.getState();
  const step = walk.steps[at];
  if (step === undefined || walk.steps[at + by] === undefined) return;
  change({ steps: walk.steps.toSpliced(at, 1).toSpliced(at + by, 0, step) }, at + by);
};

export const replaceWalk = (walk: Walkthrough): void => draft.setState({ walk, at: 0 });
