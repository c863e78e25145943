import { type Identity, identityKey } from "#scene/identity.ts";
import type { Picture } from "#scene/picture.ts";

/** Pages and frames that an identity is about: a page is its frame, too, once it has one. */
const resolved = (picture: Picture, identity: Identity): ReadonlySet<string> => {
  const keys = new Set([identityKey(identity)]);
  if (identity.kind !== "page") return keys;
  for (const token of picture.tokens) {
    const here = identity.vpn >= token.vpn && identity.vpn < token.vpn + token.pages;
    if (here) keys.add(identityKey(token.identity));
  }
  return keys;
};

const LISTS = ["vmas", "slots", "tokens", "frames", "links"] as const;

/** Keys of all marks that stand for the same thing. */
export const keysOf = (picture: Picture, identity: Identity | null): ReadonlySet<string> => {
  const keys = new Set<string>();
  if (identity === null) return keys;
  const wanted = resolved(picture, identity);
  for (const list of LISTS) {
    for (const mark of picture[list]) if (wanted.has(identityKey(mark.identity))) keys.add(mark.key);
  }
  if (identity.kind === "page") keys.add(`slot ${identity.vpn}`);
  return keys;
};
