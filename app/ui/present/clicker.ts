/** What the one who presents can ask for, by key, by clicker or from the window with the notes. */
export type PresentCommand =
  | "forward"
  | "back"
  | "start"
  | "end"
  | "blank"
  | "code"
  | "notes"
  | "fullScreen"
  | "leave";

export interface ClickerPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Clickers are keyboards with the keys of slide shows: pages up and down, "b" or "." for a blank screen. */
const KEYS: ReadonlyMap<string, PresentCommand> = new Map([
  ["PageDown", "forward"],
  ["ArrowRight", "forward"],
  ["ArrowDown", "forward"],
  [" ", "forward"],
  ["Enter", "forward"],
  ["PageUp", "back"],
  ["ArrowLeft", "back"],
  ["ArrowUp", "back"],
  ["Backspace", "back"],
  ["Home", "start"],
  ["End", "end"],
  ["b", "blank"],
  ["B", "blank"],
  [".", "blank"],
  ["q", "code"],
  ["Q", "code"],
  ["n", "notes"],
  ["N", "notes"],
  ["f", "fullScreen"],
  ["F", "fullScreen"],
  ["Escape", "leave"],
]);

/** Null for keys that belong to the browser or to nobody. */
export const clickerCommand = ({ key, ctrlKey, metaKey, altKey }: ClickerPress): PresentCommand | null =>
  ctrlKey || metaKey || altKey ? null : (KEYS.get(key) ?? null);

/** What lies over the stage. */
export type Cover = "none" | "blank" | "code";

/** What a command makes of the cover; the command itself goes on only where `passes` is set. */
export const coverAfter = (
  cover: Cover,
  command: PresentCommand,
): { readonly cover: Cover; readonly passes: boolean } => {
  if (command === "blank" || command === "code")
    return { cover: cover === command ? "none" : command, passes: false };
  // Whatever lies over the stage goes first, so that nothing happens unseen.
  return cover === "none" || command === "notes" || command === "fullScreen"
    ? { cover, passes: true }
    : { cover: "none", passes: false };
};
