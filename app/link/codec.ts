import { decodeParts, encodeParts } from "./parts.ts";
import { pack, unpack } from "./packed.ts";
import { decodeReadable, encodeReadable } from "./readable.ts";
import type { DecodedLink, LinkNotice, LinkParts, LinkState } from "./state.ts";
import { FRAGMENT_MAX } from "./state.ts";
import { CURRENT_VERSION, upgradeToCurrent } from "./versions.ts";

/** A link that a person can read is worth some length: up to this one it stays readable … */
const READABLE_LENGTH = 300;
/** … and beyond it is packed when that makes it shorter by more than a fifth. */
const WORTH_PACKING = 0.8;

/** The fragment of a link, without `#`. */
export const encodeLink = async (state: LinkState): Promise<string> => {
  const readable = encodeReadable(state);
  if (readable.length <= READABLE_LENGTH) return `${CURRENT_VERSION}.${readable}`;
  const packed = await pack(readable);
  const worth = packed.length < readable.length * WORTH_PACKING;
  return worth ? `${CURRENT_VERSION}z.${packed}` : `${CURRENT_VERSION}.${readable}`;
};

/** The readable fragment, whatever its length: can be made without waiting. */
export const encodeReadableLink = (state: LinkState): string => `${CURRENT_VERSION}.${encodeReadable(state)}`;

/** The short form of a built-in scenario, for lessons and tables of contents. */
export const encodeScenarioLink = (parts: LinkParts & { readonly scenario: string }): string =>
  `s.${encodeParts({ ...parts, title: "" }).join("~")}`;

const broken = (code: string, text: string, raw: string): DecodedLink => ({
  kind: "broken",
  notice: { code, text },
  raw,
});

/** Chat tools write some characters as %7E; what cannot be undone stays as it is. */
const unquoted = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/** Reads the fragment of an address. Never throws and never takes long, whatever it is given. */
export const decodeLink = async (fragment: string): Promise<DecodedLink> => {
  const raw = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  if (raw === "") return { kind: "none" };
  if (raw.length > FRAGMENT_MAX) {
    return broken(
      "too-long",
      `The link is longer than ${FRAGMENT_MAX} characters; share such a program as a file.`,
      raw,
    );
  }
  const match = /^(s|\d{1,4}z?)\.(.*)$/s.exec(unquoted(raw));
  const [mark, body] = [match?.[1], match?.[2]];
  if (mark === undefined || body === undefined) {
    return broken("no-link", "The address ends in something that is not a link of the explorer.", raw);
  }
  if (mark === "s") return decodeScenario(body, raw);
  const version = Number.parseInt(mark, 10);
  if (version > CURRENT_VERSION || version < 1) {
    return broken(
      "newer-version",
      "The link was made by a newer version of the explorer. Reload the page to get it; the link is kept below.",
      raw,
    );
  }
  const readable = mark.endsWith("z") ? await unpack(body) : body;
  if (readable === null) {
    return broken("damaged", "The link is damaged: a part of it is missing or was changed on its way.", raw);
  }
  return stateOf(upgradeToCurrent(version, readable), raw);
};

const decodeScenario = (body: string, raw: string): DecodedLink => {
  const { parts, notices } = decodeParts(body.split("~"));
  if (parts.scenario === null) return broken("no-scenario", "The link names no scenario.", raw);
  return { kind: "scenario", id: parts.scenario, parts, notices };
};

const stateOf = (readable: string, raw: string): DecodedLink => {
  const { state, notices } = decodeReadable(readable);
  if (state.text.trim() !== "" || notices.length === 0) return { kind: "state", state, notices };
  const first: LinkNotice | undefined = notices[0];
  return broken("damaged", first?.text ?? "The link cannot be read.", raw);
};
