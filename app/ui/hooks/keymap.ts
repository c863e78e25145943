/** What a key does while no text field has it. */
export type KeyCommand =
  | "togglePlay"
  | "step"
  | "stepBack"
  | "stepCall"
  | "stepCallBack"
  | "home"
  | "end"
  | "follow"
  | "ghost"
  | "present"
  | "help";

/** What is not a matter of the store alone. */
export type PageCommand = Extract<KeyCommand, "follow" | "help" | "ghost" | "present">;

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The command of a key press; null for keys that belong to the browser or to nobody. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): KeyCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case " ":
      return "togglePlay";
    case "ArrowRight":
      return shiftKey ? "stepCall" : "step";
    case "ArrowLeft":
      return shiftKey ? "stepCallBack" : "stepBack";
    case "Home":
      return "home";
    case "End":
      return "end";
    case "f":
    case "F":
      return "follow";
    case "p":
    case "P":
      return "present";
    case "g":
    case "G":
      return "ghost";
    case "?":
      return "help";
    default:
      return null;
  }
}

/** What an element keeps for itself. */
export type KeyOwner = "everything" | "spaceAndArrows" | "space" | "nothing";

/** Whether the focused element needs the key, so that the page must leave it alone. */
export function ownsKey(owner: KeyOwner, key: string): boolean {
  switch (owner) {
    case "everything":
      return true;
    case "spaceAndArrows":
      return key === " " || key.startsWith("Arrow") || key === "Home" || key === "End";
    case "space":
      return key === " ";
    case "nothing":
      return false;
  }
}

const TEXT_INPUTS = new Set(["text", "search", "url", "email", "password", "number", "tel"]);

/** How much of the keyboard an element needs. */
export function ownerOf(tag: string, type: string, role: string | null, editable: boolean): KeyOwner {
  if (editable || tag === "TEXTAREA") return "everything";
  if (tag === "INPUT") return TEXT_INPUTS.has(type) ? "everything" : "spaceAndArrows";
  if (tag === "SELECT") return "everything";
  if (role === "tab" || role === "radio" || role === "option" || role === "gridcell") return "spaceAndArrows";
  if (tag === "BUTTON" || tag === "SUMMARY" || tag === "A") return "space";
  return "nothing";
}
