import { motionOf, themeOf } from "../persist/schema.ts";
import { isSwitchedOn } from "./switches.ts";
import type { Motion, Settings, Theme } from "../types.ts";

/** How the page is shown, from the query of the address: `?embed`, `?present`, `?lang=`, `?theme=`, `?motion=`. */
export interface Presentation {
  readonly embed: boolean;
  readonly present: boolean;
  /** A language tag; null if none was asked for. */
  readonly lang: string | null;
  /** Settings for this page alone; they are not kept as the reader's wish. */
  readonly overrides: Partial<Settings>;
}

const MOTION_WORDS: ReadonlyMap<string | null, Motion> = new Map([
  ["none", "reduced"],
  ["reduced", "reduced"],
  ["full", "full"],
]);

/** Reads a query with or without its `?`; unknown switches and values are passed over. */
export const readPresentation = (query: string): Presentation => {
  const switches = new URLSearchParams(query);
  const theme: Theme = themeOf(switches.get("theme"), "system");
  const motion = motionOf(MOTION_WORDS.get(switches.get("motion")), "system");
  const lang = switches.get("lang");
  return {
    embed: isSwitchedOn(query, "embed"),
    present: isSwitchedOn(query, "present"),
    lang: lang !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang) ? lang : null,
    overrides: {
      ...(theme === "system" ? {} : { theme }),
      ...(motion === "system" ? {} : { motion }),
    },
  };
};
